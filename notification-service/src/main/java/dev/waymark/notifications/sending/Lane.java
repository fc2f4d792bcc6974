package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.platform.Bugs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The way of one channel's messages out of the queue: at its own provider's pace, so that none waits for another's. */
final class Lane {

    private static final int CLAIMED_AT_ONCE = 100;
    private static final Duration BUSY = Duration.ofMillis(100);

    /** Of each delay: what failed at one moment is not tried again at one moment. */
    private static final double JITTER = 0.2;

    private final Channel channel;
    private final Notifier notifier;
    private final SendQueue queue;
    private final SendingSettings settings;
    private final MessageChannels channels;
    private final NotificationMetrics metrics;
    private final Clock clock;
    private final Sinks.Many<Boolean> arrivals = Sinks.many().multicast().directBestEffort();
    private final Map<OrderId, Mono<Void>> latest = new ConcurrentHashMap<>();

    Lane(
            Channel channel,
            Notifier notifier,
            SendQueue queue,
            SendingSettings settings,
            MessageChannels channels,
            NotificationMetrics metrics,
            Clock clock) {
        this.channel = channel;
        this.notifier = notifier;
        this.queue = queue;
        this.settings = settings;
        this.channels = channels;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Looks into the queue at once. */
    void wake() {
        arrivals.emitNext(true, Sinks.EmitFailureHandler.busyLooping(BUSY));
    }

    /** Sends what is due until {@code stop}, and completes when the calls have ended that had begun by then. */
    Mono<Void> work(Duration interval, Publisher<?> stop) {
        return Flux.merge(Flux.interval(Duration.ZERO, interval), arrivals.asFlux())
                .onBackpressureLatest()
                .concatMap(_ -> claimDue(), 1)
                .takeUntilOther(stop)
                .flatMap(this::afterEarlierOnes, settings.concurrency(channel), 1)
                .then();
    }

    private Flux<SendQueue.Entry> claimDue() {
        return claimSome()
                .expand(some -> some.size() < CLAIMED_AT_ONCE ? Mono.empty() : claimSome())
                .flatMapIterable(Function.identity(), 1)
                .onErrorResume(failure -> {
                    metrics.interrupted(channel, failure);
                    return Flux.empty();
                });
    }

    private Mono<List<SendQueue.Entry>> claimSome() {
        return Mono.defer(() -> {
            if (channels.isPaused(channel)) {
                return Mono.just(List.<SendQueue.Entry>of());
            }
            var now = clock.instant();
            return queue.claimDue(channel, now, now.plus(settings.lease()), CLAIMED_AT_ONCE)
                    .collectList();
        });
    }

    /** Messages of one order go out one after the other: a reply does not overtake what it replies to. */
    private Mono<Void> afterEarlierOnes(SendQueue.Entry entry) {
        var order = entry.update().orderId();
        var own = process(entry).cache();
        var earlier = latest.put(order, own);
        return (earlier == null ? own : earlier.then(own)).doFinally(_ -> latest.remove(order, own));
    }

    private Mono<Void> process(SendQueue.Entry entry) {
        return notifier.notify(entry.update(), channel)
                .flatMap(result -> switch (result) {
                    case ProcessingResult.Done _ -> queue.remove(entry);
                    case ProcessingResult.Reopenable _ -> keepWhileNews(entry);
                    case ProcessingResult.Retry retry
                    when entry.tries() + 1 < settings.tries() -> postpone(entry, retry);
                    case ProcessingResult.Retry last ->
                        notifier.giveUp(entry.update(), channel, last.reason()).then(keepWhileNews(entry));
                })
                .doOnError(failure -> metrics.interrupted(channel, failure))
                .onErrorResume(Bugs::isBug, bug -> park(entry, bug))
                // It stays in the queue, claimed: it is due again after that.
                .onErrorComplete();
    }

    private Mono<Void> postpone(SendQueue.Entry entry, ProcessingResult.Retry retry) {
        var tries = entry.tries() + 1;
        metrics.retryScheduled(entry.update(), channel, tries, retry);
        var dueAt = clock.instant().plus(spread(settings.retryAfter(tries)));
        return queue.postpone(entry, tries, latest(dueAt, retry.notBefore()));
    }

    /** It would fail at each try: support sees it, and may want it sent again by a version that is mended. */
    private Mono<Void> park(SendQueue.Entry entry, Throwable bug) {
        return notifier.giveUp(entry.update(), channel, Bugs.reason(bug))
                .then(Mono.defer(() -> keepWhileNews(entry)).onErrorResume(Bugs::isBug, _ -> queue.remove(entry)));
    }

    /** Somebody may want it sent again. */
    private Mono<Void> keepWhileNews(SendQueue.Entry entry) {
        var until = notifier.newsUntil(entry.update());
        return until.isAfter(clock.instant()) ? queue.postpone(entry, entry.tries(), until) : queue.remove(entry);
    }

    private static Duration spread(Duration delay) {
        var factor = 1 - JITTER + ThreadLocalRandom.current().nextDouble(2 * JITTER);
        return Duration.ofMillis((long) (delay.toMillis() * factor));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
