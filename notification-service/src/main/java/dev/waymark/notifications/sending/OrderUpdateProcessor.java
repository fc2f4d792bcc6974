package dev.waymark.notifications.sending;

import dev.waymark.contract.order.OrderUpdate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Queues what order updates have to tell, and sends it in a lane for each channel. */
public final class OrderUpdateProcessor {

    private final Notifier notifier;
    private final SendQueue queue;
    private final MessageChannels channels;
    private final Clock clock;
    private final List<Lane> lanes;

    public OrderUpdateProcessor(
            Notifier notifier,
            SendQueue queue,
            SendingSettings settings,
            MessageChannels channels,
            NotificationMetrics metrics,
            Clock clock) {
        this.notifier = notifier;
        this.queue = queue;
        this.channels = channels;
        this.clock = clock;
        this.lanes = channels.enabled().stream()
                .map(channel -> new Lane(channel, notifier, queue, settings, channels, metrics, clock))
                .toList();
    }

    /** Completes when the news among {@code updates} is queued: then their offsets may be committed. */
    public Mono<Void> accept(List<OrderUpdate> updates) {
        return Flux.fromIterable(updates)
                .filterWhen(notifier::isNews)
                .collectList()
                .filter(news -> !news.isEmpty())
                .flatMap(news -> queue.add(news, channels.enabled(), clock.instant()))
                .doOnSuccess(_ -> wake());
    }

    void wake() {
        lanes.forEach(Lane::wake);
    }

    /**
     * Sends what is queued, until {@code stop}.
     *
     * @param interval between looks into the queue; what {@link #accept} adds is seen at once
     */
    public Mono<Void> work(Duration interval, Publisher<?> stop) {
        return Mono.when(lanes.stream().map(lane -> lane.work(interval, stop)).toList());
    }
}
