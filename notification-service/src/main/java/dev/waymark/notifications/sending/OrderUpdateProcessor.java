package dev.waymark.notifications.sending;

import dev.waymark.contract.order.OrderUpdate;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** Processes order updates as they arrive, and those that are due for a retry. */
public final class OrderUpdateProcessor {

    private static final int RETRY_BATCH = 100;
    private static final int PARALLEL_ORDERS = 8;

    private final Notifier notifier;
    private final RetryStore retries;
    private final SendingSettings settings;
    private final NotificationMetrics metrics;
    private final Clock clock;

    public OrderUpdateProcessor(
            Notifier notifier, RetryStore retries, SendingSettings settings, NotificationMetrics metrics, Clock clock) {
        this.notifier = notifier;
        this.retries = retries;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Completes when {@code update} is done or stored for a retry: then its offset may be committed. */
    public Mono<Void> process(OrderUpdate update) {
        return notifier.notify(update).flatMap(result -> switch (result) {
            case ProcessingResult.Done _ -> Mono.empty();
            case ProcessingResult.Retry retry -> schedule(update, 1, retry);
        });
    }

    public Mono<Void> retryDue() {
        var now = clock.instant();
        return retries.claimDue(now, now.plus(settings.lease()), RETRY_BATCH)
                .groupBy(due -> due.update().orderId(), RETRY_BATCH)
                .flatMap(sameOrder -> sameOrder.concatMap(this::retry), PARALLEL_ORDERS)
                .then();
    }

    private Mono<Void> retry(RetryStore.Due due) {
        var update = due.update();
        return notifier.notify(update).flatMap(result -> switch (result) {
            case ProcessingResult.Done _ -> retries.remove(update);
            case ProcessingResult.Retry retry
            when due.tries() < settings.tries() -> schedule(update, due.tries() + 1, retry);
            case ProcessingResult.Retry last ->
                notifier.giveUp(update, last.reason()).then(retries.remove(update));
        });
    }

    private Mono<Void> schedule(OrderUpdate update, int tries, ProcessingResult.Retry retry) {
        metrics.retryScheduled(update, tries, retry);
        var dueAt = clock.instant().plus(settings.retryAfter(tries));
        return retries.put(update, tries, dueAt.isAfter(retry.notBefore()) ? dueAt : retry.notBefore());
    }
}
