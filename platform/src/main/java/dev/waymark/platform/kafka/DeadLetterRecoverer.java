package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Topics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Writes a record that a group cannot process to that group's dead-letter topic: key, value and headers as they were, the
 * origin in Spring Kafka's headers, and the reason in two of ours. No message or stack trace of an exception is in them,
 * since those quote what was read.
 */
final class DeadLetterRecoverer extends DeadLetterPublishingRecoverer {

    /** The rule that the record breaks. */
    static final String REASON = "waymark_reason";

    /** The kind of failure. */
    static final String FAILURE = "waymark_failure";

    private static final int ANY_PARTITION = -1;

    private static final Logger log = LoggerFactory.getLogger(DeadLetterRecoverer.class);

    private final Counter deadLetters;

    DeadLetterRecoverer(KafkaOperations<byte[], byte[]> template, String group, Counter deadLetters) {
        super(template, (record, e) -> new TopicPartition(Topics.deadLetters(record.topic(), group), ANY_PARTITION));
        this.deadLetters = deadLetters;
        // A record that could not be written there either comes again: else it would be lost.
        setFailIfSendResultIsError(true);
        setLogRecoveryRecord(false);
        setExceptionHeadersCreator((headers, e, isKey, names) -> {
            headers.add(REASON, Failures.reason(e).getBytes(UTF_8));
            headers.add(FAILURE, Failures.origin(e).getClass().getSimpleName().getBytes(UTF_8));
        });
    }

    /** Returns after the broker acknowledged the dead letter. */
    @Override
    public void accept(ConsumerRecord<?, ?> record, @Nullable Consumer<?, ?> consumer, Exception exception) {
        super.accept(record, consumer, exception);
        deadLetters.increment();
        log.warn(
                "record sent to dead-letter topic: {} reason={}",
                Failures.position(record),
                Failures.reason(exception));
    }
}
