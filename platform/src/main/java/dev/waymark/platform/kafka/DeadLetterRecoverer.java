package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Digests;
import dev.waymark.contract.Topics;
import io.micrometer.core.instrument.Counter;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Writes a record that a group cannot process to that group's dead-letter topic: key, value and headers as they were, the
 * origin in Spring Kafka's headers, and the reason in two of ours. No message or stack trace of an exception is in them,
 * since those quote what was read. A record that the broker refuses is cut, and where even that is refused, only what
 * identifies it is written: its partition never waits for a dead letter that can never be written.
 */
final class DeadLetterRecoverer extends DeadLetterPublishingRecoverer {

    /** Of a key, and of all headers together; a value of that size has room beside them in any topic. */
    private static final int KEPT_BESIDE = 16 * 1024;

    private static final int KEPT_OF_THE_VALUE = 64 * 1024;

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
            headers.add(DeadLetterHeaders.REASON, Failures.reason(e).getBytes(UTF_8));
            headers.add(
                    DeadLetterHeaders.FAILURE,
                    Failures.origin(e).getClass().getSimpleName().getBytes(UTF_8));
        });
    }

    /** Returns after the broker acknowledged the dead letter. */
    @Override
    public void accept(ConsumerRecord<?, ?> record, @Nullable Consumer<?, ?> consumer, Exception exception) {
        var form = park(record, consumer, exception);
        deadLetters.increment();
        log.warn(
                "record sent to dead-letter topic: {} reason={}{}",
                Failures.position(record),
                Failures.reason(exception),
                form == Form.WHOLE ? "" : " form=" + form);
    }

    private Form park(ConsumerRecord<?, ?> record, @Nullable Consumer<?, ?> consumer, Exception exception) {
        for (var form : List.of(Form.WHOLE, Form.CUT)) {
            try {
                super.accept(form.of(record), consumer, exception);
                return form;
            } catch (RuntimeException e) {
                if (Failures.isOutage(e)) {
                    throw e;
                }
            }
        }
        super.accept(Form.STUB.of(record), consumer, exception);
        return Form.STUB;
    }

    /** Without the superclass's log of each failure, which is a stack trace. */
    @Override
    protected void publish(
            ProducerRecord<Object, Object> deadLetter,
            KafkaOperations<Object, Object> template,
            ConsumerRecord<?, ?> record) {
        verifySendResult(template, deadLetter, template.send(deadLetter), record);
    }

    /** How much of a record is written. */
    private enum Form {
        WHOLE,
        /** The beginning of the value; key and headers where they fit. */
        CUT,
        /** Nothing of the record, only headers that identify it. */
        STUB;

        ConsumerRecord<?, ?> of(ConsumerRecord<?, ?> record) {
            return switch (this) {
                case WHOLE -> record;
                case CUT -> {
                    var value = bytes(record.value());
                    yield copy(
                            record,
                            record.key() instanceof byte[] key && key.length <= KEPT_BESIDE ? key : null,
                            Arrays.copyOf(value, Math.min(value.length, KEPT_OF_THE_VALUE)),
                            fitting(record.headers()));
                }
                case STUB -> copy(record, null, new byte[0], new RecordHeaders());
            };
        }

        private static ConsumerRecord<byte[], byte[]> copy(
                ConsumerRecord<?, ?> record, byte @Nullable [] key, byte[] value, Headers headers) {
            var original = bytes(record.value());
            headers.add(
                    DeadLetterHeaders.ORIGINAL_LENGTH,
                    String.valueOf(original.length).getBytes(UTF_8));
            headers.add(
                    DeadLetterHeaders.ORIGINAL_HASH, Digests.sha256Hex(original).getBytes(UTF_8));
            return new ConsumerRecord<>(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    record.timestampType(),
                    record.serializedKeySize(),
                    record.serializedValueSize(),
                    key,
                    value,
                    headers,
                    record.leaderEpoch());
        }

        private static byte[] bytes(@Nullable Object value) {
            return value instanceof byte[] bytes ? bytes : new byte[0];
        }

        private static Headers fitting(Headers headers) {
            var kept = new RecordHeaders();
            var size = 0;
            for (var header : headers) {
                size += header.key().length() + bytes(header.value()).length;
                if (size > KEPT_BESIDE) {
                    break;
                }
                kept.add(header);
            }
            return kept;
        }
    }
}
