package dev.waymark.notifications;

import dev.waymark.notifications.mongo.MongoSendLog;
import dev.waymark.notifications.mongo.MongoSendQueue;
import dev.waymark.notifications.sending.MessageChannels;
import dev.waymark.notifications.sending.OrderUpdateProcessor;
import dev.waymark.platform.mongo.IndexProvisioner;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** Sends what is queued while the service runs. Needs no lock between instances: each entry is claimed by one of them. */
class SendingLanes implements SmartLifecycle {

    private static final Duration FORGETTING = Duration.ofHours(1);

    private final IndexProvisioner indexes;
    private final MongoSendLog log;
    private final MongoSendQueue queue;
    private final MessageChannels channels;
    private final OrderUpdateProcessor processor;
    private final Duration interval;
    private final Clock clock;
    private final Sinks.Empty<Void> stop = Sinks.empty();
    private @Nullable CompletableFuture<Void> work;

    SendingLanes(
            IndexProvisioner indexes,
            MongoSendLog log,
            MongoSendQueue queue,
            MessageChannels channels,
            OrderUpdateProcessor processor,
            NotificationSettings settings,
            Clock clock) {
        this.indexes = indexes;
        this.log = log;
        this.queue = queue;
        this.channels = channels;
        this.processor = processor;
        this.interval = settings.retryInterval();
        this.clock = clock;
    }

    /** The indexes first: without them each look at the queue reads the whole of it. */
    @Override
    public void start() {
        work = indexes.provisioned()
                .then(Mono.defer(() -> queue.divideFormerEntries(channels.enabled())))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, interval))
                .takeUntilOther(stop.asMono())
                .then(Mono.defer(() -> Mono.when(processor.work(interval, stop.asMono()), forgetReceipts())))
                .toFuture();
    }

    private Mono<Void> forgetReceipts() {
        return Flux.interval(Duration.ZERO, FORGETTING)
                .onBackpressureDrop()
                .concatMap(
                        _ -> log.forgetReceipts(clock.instant()).retryWhen(Retry.fixedDelay(Long.MAX_VALUE, interval)))
                .takeUntilOther(stop.asMono())
                .then();
    }

    /** Lets the calls end that have begun: a mail whose call is cut off is sent once more. */
    @Override
    public void stop(Runnable stopped) {
        stop.tryEmitEmpty();
        if (work == null) {
            stopped.run();
        } else {
            work = work.whenComplete((_, _) -> stopped.run());
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return work != null && !work.isDone();
    }
}
