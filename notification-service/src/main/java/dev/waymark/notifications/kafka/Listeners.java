package dev.waymark.notifications.kafka;

import dev.waymark.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What happens to a batch that failed. An unreadable record goes to the dead-letter topic, alone; for everything else
 * the partition waits, because what fails then is a store that will be back.
 */
public final class Listeners
        implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listeners.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final BackOff NEVER_AGAIN = new FixedBackOff(0, 0);

    private final List<AbstractMessageListenerContainer<?, ?>> containers = new CopyOnWriteArrayList<>();
    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;

    /** @param producers of what writes bytes as they came */
    public Listeners(DefaultKafkaProducerFactory<byte[], byte[]> producers) {
        this.producers = producers;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
        var recoverer = new DeadLetterPublishingRecoverer(new KafkaTemplate<>(producers), (record, e) -> {
            log.warn(
                    "record parked: topic={} partition={} offset={} failure={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    failure(e));
            return new TopicPartition(Topics.deadLetters(record.topic(), group), -1);
        });
        recoverer.setLogRecoveryRecord(false);
        // Without the broker's word that it has the dead letter, the record comes again.
        recoverer.setFailIfSendResultIsError(true);
        var handler = new DefaultErrorHandler(recoverer, untilTheStoreIsBack());
        handler.setBackOffFunction((record, e) -> isUnreadable(e) ? NEVER_AGAIN : untilTheStoreIsBack());
        handler.setRetryListeners(new Retries());
        // The container's own line has the whole chain of failures, with the message that failed in it.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        container.setCommonErrorHandler(handler);
        containers.add(container);
    }

    /** Whether all that were started are at work still: an Error ends a listener thread and nobody else notices. */
    public boolean areRunning() {
        return containers.stream().allMatch(container -> container.isRunning() && container.isInExpectedState());
    }

    @Override
    public void close() {
        producers.destroy();
    }

    private static BackOff untilTheStoreIsBack() {
        var backOff = new ExponentialBackOff();
        backOff.setMaxInterval(LONGEST_WAIT.toMillis());
        return backOff;
    }

    /** The innermost, by its class: messages quote what was read. */
    private static String failure(Throwable e) {
        var failure = e;
        while (failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure.getClass().getName();
    }

    /** Says what is tried again and why, without a word of what is in it. */
    private static final class Retries implements RetryListener {

        @Override
        public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {
            if (e != null && !isUnreadable(e)) {
                log.warn(
                        "record not taken: topic={} partition={} offset={} attempt={} failure={}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        attempt,
                        failure(e));
            }
        }

        @Override
        public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception e, int attempt) {
            if (e != null && !isUnreadable(e)) {
                log.warn("batch not taken: records={} attempt={} failure={}", records.count(), attempt, failure(e));
            }
        }
    }

    private static boolean isUnreadable(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OrderUpdateDecoder.UnreadableUpdate) {
                return true;
            }
        }
        return false;
    }
}
