package dev.waymark.orders.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Topics;
import dev.waymark.orders.projection.UnprocessableEvent;
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
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What happens to a batch that fails. A part that is away is waited for, however long it takes: the partition stands
 * still and loses nothing. A record that can never be taken goes alone to the dead letters, and the partition goes on.
 */
final class Listeners implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {

    /** Which rule the record broke; names no value. */
    static final String REASON = "waymark_reason";

    static final String FAILURE = "waymark_failure";

    private static final Logger log = LoggerFactory.getLogger(Listeners.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final List<AbstractMessageListenerContainer<?, ?>> containers = new CopyOnWriteArrayList<>();
    private final KafkaTemplate<byte[], byte[]> template;
    private final ProjectionMetrics metrics;

    Listeners(KafkaTemplate<byte[], byte[]> template, ProjectionMetrics metrics) {
        this.template = template;
        this.metrics = metrics;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
        container.setCommonErrorHandler(errorHandler(group));
        // The next batch need not wait for it: what is read again because a commit was lost is folded without effect.
        container.getContainerProperties().setSyncCommits(false);
        containers.add(container);
    }

    /** Whether all that were started are at work still: an Error ends a listener thread and nobody else notices. */
    boolean areRunning() {
        return containers.stream().allMatch(container -> container.isRunning() && container.isInExpectedState());
    }

    private CommonErrorHandler errorHandler(String group) {
        var handler = new DefaultErrorHandler(recoverer(group), patience());
        handler.setBackOffFunction((record, e) -> canNeverBeTaken(e) ? new FixedBackOff(0, 0) : patience());
        handler.setRetryListeners(new Retries());
        // The container's own line has the whole chain of failures, with the message that failed in it.
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }

    private static ExponentialBackOff patience() {
        var backOff = new ExponentialBackOff(FIRST_RETRY.toMillis(), 2);
        backOff.setMaxInterval(LONGEST_RETRY.toMillis());
        return backOff;
    }

    private DeadLetterPublishingRecoverer recoverer(String group) {
        var recoverer = new DeadLetterPublishingRecoverer(template, (record, e) -> {
            log.warn(
                    "record parked: topic={} partition={} offset={} reason={}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    reason(e));
            metrics.parked(record.topic());
            return new TopicPartition(Topics.deadLetters(record.topic(), group), -1);
        });
        // A record that could not be parked either is tried again: else it would be gone.
        recoverer.setFailIfSendResultIsError(true);
        // No stack trace and no message of an exception: they quote what was read, and make a large record too large.
        recoverer.setExceptionHeadersCreator((headers, e, isKey, names) -> {
            headers.add(REASON, reason(e).getBytes(UTF_8));
            headers.add(FAILURE, failure(e).getClass().getSimpleName().getBytes(UTF_8));
        });
        recoverer.setLogRecoveryRecord(false);
        return recoverer;
    }

    /** Says what is tried again and why, without a word of what is in it. */
    private static final class Retries implements RetryListener {

        @Override
        public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {
            if (e != null && !canNeverBeTaken(e)) {
                log.warn(
                        "record not taken: topic={} partition={} offset={} attempt={} failure={}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        attempt,
                        reason(e));
            }
        }

        @Override
        public void failedDelivery(ConsumerRecords<?, ?> records, @Nullable Exception e, int attempt) {
            if (e != null && !canNeverBeTaken(e)) {
                log.warn("batch not taken: records={} attempt={} failure={}", records.count(), attempt, reason(e));
            }
        }
    }

    private static boolean canNeverBeTaken(Exception e) {
        var failure = failure(e);
        return failure instanceof Poison || failure instanceof UnprocessableEvent;
    }

    private static String reason(Exception e) {
        var failure = failure(e);
        return canNeverBeTaken(e)
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName();
    }

    /** The one in the chain of causes that is ours, else the innermost. */
    private static Throwable failure(Throwable e) {
        var failure = e;
        while (!(failure instanceof Poison) && !(failure instanceof UnprocessableEvent) && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }
}
