package dev.waymark.notifications;

import dev.waymark.notifications.sending.OrderUpdateProcessor;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Processes due retries. Needs no lock between instances: each entry is claimed by one of them. */
class RetryScheduler {

    private final NotificationConfiguration.IndexCreation indexes;
    private final OrderUpdateProcessor processor;

    RetryScheduler(NotificationConfiguration.IndexCreation indexes, OrderUpdateProcessor processor) {
        this.indexes = indexes;
        this.processor = processor;
    }

    @Scheduled(fixedDelayString = "${waymark.notifications.retry-interval}")
    Mono<Void> retryDue() {
        return indexes.done().then(Mono.defer(processor::retryDue));
    }
}
