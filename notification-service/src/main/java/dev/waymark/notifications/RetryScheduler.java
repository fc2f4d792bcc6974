package dev.waymark.notifications;

import dev.waymark.notifications.mongo.MongoRetryStore;
import dev.waymark.notifications.mongo.MongoSendLog;
import dev.waymark.notifications.sending.OrderUpdateProcessor;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Mono;

/** Processes due retries. Needs no lock between instances: each entry is claimed by one of them. */
class RetryScheduler {

    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Mono<Void> indexes;
    private final OrderUpdateProcessor processor;

    RetryScheduler(MongoSendLog log, MongoRetryStore retries, OrderUpdateProcessor processor) {
        this.indexes = log.createIndexes()
                .then(retries.createIndexes())
                .cache(_ -> FOR_EVER, _ -> Duration.ZERO, () -> FOR_EVER);
        this.processor = processor;
    }

    /** Creates the indexes first, once: at the start of the service, or as soon as MongoDB is available. */
    @Scheduled(fixedDelayString = "${waymark.notifications.retry-interval}")
    Mono<Void> retryDue() {
        return indexes.then(Mono.defer(processor::retryDue));
    }
}
