package dev.waymark.gateway.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.Problem;
import dev.waymark.contract.view.OrderView;
import dev.waymark.platform.web.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * The open pages of this gateway, by order. An update costs one look-up when nobody follows its order; otherwise one
 * fetch for each kind of subscriber, however many updates come at once and however many pages wait.
 */
public final class LiveUpdates implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

    /** Longer than any answer takes: it bridges the time between a page's first fetch and its joining. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final LiveSettings settings;
    private final Map<OrderSubscription.Key, OrderSubscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, Integer> visitors = new ConcurrentHashMap<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicLong clock = new AtomicLong();
    private final Cache<OrderId, Long> changed = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final Sinks.Many<OrderSubscription> stale = Sinks.many().unicast().onBackpressureBuffer();
    private final Disposable fetching;
    private volatile boolean running = true;

    public LiveUpdates(LiveSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        metrics.gauge("waymark.gateway.live.streams", streams);
        metrics.gaugeMapSize("waymark.gateway.live.subscriptions", List.of(), subscriptions);
        fetching = stale.asFlux().flatMap(this::refetched, settings.refetches()).subscribe();
    }

    /** Something visible changed about {@code order}. */
    public void changed(OrderId order) {
        changed.put(order, clock.incrementAndGet());
        for (var scope : OrderSubscription.Scope.values()) {
            var subscription = subscriptions.get(new OrderSubscription.Key(order, scope));
            if (subscription != null) {
                enqueue(subscription);
            }
        }
    }

    /** Changes may have been missed: every open page is looked after. */
    public void missed() {
        subscriptions.values().forEach(this::enqueue);
    }

    /** Pages opened by a link to {@code order} end; those whose link is good come back by themselves. */
    public void linksRevoked(OrderId order) {
        var subscription = subscriptions.get(new OrderSubscription.Key(order, OrderSubscription.Scope.GUEST));
        if (subscription != null) {
            subscription.end();
        }
    }

    /**
     * The stream of one page: how things stand if that is news to it, then every change.
     *
     * @param principal who is counted
     * @param first asks for the order and counts as a visit
     * @param again the order as all subscribers of this scope may see it, each time anew
     * @param seen the version that the page shows; 0 when it shows none
     */
    Mono<Flux<ByteBuffer>> stream(
            String principal, OrderSubscription.Scope scope, Mono<OrderView> first, Mono<OrderView> again, long seen) {
        var before = clock.get();
        return first.map(snapshot -> Flux.defer(() -> {
            enter(principal);
            var subscriber = new Subscriber(settings, seen);
            var key = new OrderSubscription.Key(snapshot.orderId(), scope);
            var subscription = join(key, subscriber, again);
            subscriber.offer(SseEvent.of(snapshot));
            // What changed between the snapshot and the joining was told to nobody: look again.
            var last = changed.getIfPresent(snapshot.orderId());
            if (last != null && last > before) {
                enqueue(subscription);
            }
            return subscriber.events().doFinally(signal -> {
                leave(key, subscriber);
                exit(principal);
            });
        }));
    }

    private OrderSubscription join(OrderSubscription.Key key, Subscriber subscriber, Mono<OrderView> order) {
        return subscriptions.compute(key, (same, subscription) -> {
            var joined = subscription == null ? new OrderSubscription(key) : subscription;
            joined.join(subscriber, order);
            return joined;
        });
    }

    private void leave(OrderSubscription.Key key, Subscriber subscriber) {
        subscriptions.computeIfPresent(
                key, (same, subscription) -> subscription.leave(subscriber) ? null : subscription);
    }

    private void enter(String principal) {
        if (streams.incrementAndGet() > settings.maxStreams() || !running) {
            streams.decrementAndGet();
            throw ProblemException.retryAfter(Problem.SERVICE_UNAVAILABLE, TRY_AGAIN);
        }
        if (visitors.merge(principal, 1, Integer::sum) > settings.maxStreamsPerVisitor()) {
            exit(principal);
            throw ProblemException.retryAfter(Problem.TOO_MANY_REQUESTS, TRY_AGAIN);
        }
    }

    private void exit(String principal) {
        streams.decrementAndGet();
        visitors.computeIfPresent(principal, (same, count) -> count > 1 ? count - 1 : null);
    }

    private void enqueue(OrderSubscription subscription) {
        if (subscription.enqueue()) {
            // One after the other, however long that takes: one that was given up would never be fetched again.
            synchronized (stale) {
                stale.emitNext(subscription, Sinks.EmitFailureHandler.FAIL_FAST);
            }
        }
    }

    private Mono<OrderView> refetched(OrderSubscription subscription) {
        return subscription
                .fetch()
                .retryWhen(Retry.backoff(5, Duration.ofMillis(200))
                        .filter(ProblemException.matches(Problem.SERVICE_UNAVAILABLE)))
                .doOnNext(subscription::show)
                .onErrorResume(failure -> {
                    // Nothing to see any more, or not for now: the page asks anew and is told which.
                    LOG.info(
                            "subscription ended: order={} because={}",
                            subscription.key().order(),
                            failure.getMessage());
                    subscription.end();
                    return Mono.empty();
                });
    }

    int streams() {
        return streams.get();
    }

    @Override
    public void start() {}

    /** Before the web server waits for what is open: a stream would keep it waiting to its last second. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void stop() {
        running = false;
        fetching.dispose();
        subscriptions.values().forEach(OrderSubscription::end);
    }

    /** Each page comes back by itself, to another gateway; not all at the same moment. */
    @Override
    public void stop(Runnable stopped) {
        running = false;
        Flux.fromIterable(subscriptions.values())
                .flatMapIterable(OrderSubscription::subscribers)
                .flatMap(subscriber -> Mono.delay(anyTime()).doOnNext(_ -> subscriber.end()), Integer.MAX_VALUE)
                .doFinally(_ -> {
                    stop();
                    stopped.run();
                })
                .subscribe();
    }

    private Duration anyTime() {
        return Duration.ofNanos(
                ThreadLocalRandom.current().nextLong(settings.endWithin().toNanos() + 1));
    }
}
