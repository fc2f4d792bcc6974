package dev.waymark.gateway.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.problems.Problem;
import dev.waymark.gateway.problems.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * The open pages of this gateway, by order. An update costs one look-up when nobody watches its order; otherwise one
 * fetch for each kind of reader, however many updates come at once and however many pages wait.
 */
public final class LiveUpdates implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

    /** Longer than any answer takes: it bridges the time between a page's first fetch and its joining. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final LiveSettings settings;
    private final Map<Watch.Key, Watch> watches = new ConcurrentHashMap<>();
    private final Map<String, Integer> visitors = new ConcurrentHashMap<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicLong clock = new AtomicLong();
    private final Cache<OrderId, Long> changed = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final Sinks.Many<Watch> stale = Sinks.many().unicast().onBackpressureBuffer();
    private final Disposable fetching;

    public LiveUpdates(LiveSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        metrics.gauge("waymark.gateway.live.streams", streams);
        metrics.gaugeMapSize("waymark.gateway.live.watches", List.of(), watches);
        fetching = stale.asFlux().flatMap(this::refetched, settings.refetches()).subscribe();
    }

    /** Something visible changed about {@code order}. */
    public void changed(OrderId order) {
        changed.put(order, clock.incrementAndGet());
        for (var scope : Watch.Scope.values()) {
            var watch = watches.get(new Watch.Key(order, scope));
            if (watch != null) {
                enqueue(watch);
            }
        }
    }

    /**
     * The stream of one page: how things stand if that is news to it, then every change.
     *
     * @param visitor who is counted
     * @param first asks for the order and counts as a visit
     * @param again the order as all readers of this scope may see it, each time anew
     * @param seen the version that the page shows; 0 when it shows none
     */
    Mono<Flux<Frame.Bytes>> stream(
            String visitor, Watch.Scope scope, Mono<OrderView> first, Mono<OrderView> again, long seen) {
        var before = clock.get();
        return first.map(snapshot -> Flux.defer(() -> {
            enter(visitor);
            var reader = new Reader(settings, seen);
            var key = new Watch.Key(snapshot.orderId(), scope);
            var watch = join(key, reader, again);
            reader.offer(Frame.of(snapshot));
            // What changed between the snapshot and the joining was told to nobody: look again.
            var last = changed.getIfPresent(snapshot.orderId());
            if (last != null && last > before) {
                enqueue(watch);
            }
            return reader.frames().doFinally(signal -> {
                leave(key, reader);
                exit(visitor);
            });
        }));
    }

    private Watch join(Watch.Key key, Reader reader, Mono<OrderView> order) {
        return watches.compute(key, (same, watch) -> {
            var joined = watch == null ? new Watch(key) : watch;
            joined.join(reader, order);
            return joined;
        });
    }

    private void leave(Watch.Key key, Reader reader) {
        watches.computeIfPresent(key, (same, watch) -> watch.leave(reader) ? null : watch);
    }

    private void enter(String visitor) {
        if (streams.incrementAndGet() > settings.maxStreams()) {
            streams.decrementAndGet();
            throw Refused.forNow(Problem.SERVICE_AWAY, TRY_AGAIN);
        }
        if (visitors.merge(visitor, 1, Integer::sum) > settings.maxStreamsPerVisitor()) {
            exit(visitor);
            throw Refused.forNow(Problem.TOO_MANY_REQUESTS, TRY_AGAIN);
        }
    }

    private void exit(String visitor) {
        streams.decrementAndGet();
        visitors.computeIfPresent(visitor, (same, count) -> count > 1 ? count - 1 : null);
    }

    private void enqueue(Watch watch) {
        if (watch.enqueue()) {
            stale.emitNext(watch, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
        }
    }

    private Mono<OrderView> refetched(Watch watch) {
        return watch.fetch()
                .retryWhen(Retry.backoff(5, Duration.ofMillis(200)).filter(LiveUpdates::passes))
                .doOnNext(watch::show)
                .onErrorResume(failure -> {
                    // Nothing to see any more, or not for now: the page asks anew and is told which.
                    LOG.info("watch ended: order={} because={}", watch.key().order(), failure.getMessage());
                    watch.end();
                    return Mono.empty();
                });
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof Refused refused && refused.is(Problem.SERVICE_AWAY);
    }

    int streams() {
        return streams.get();
    }

    @Override
    public void destroy() {
        fetching.dispose();
        watches.values().forEach(Watch::end);
    }
}
