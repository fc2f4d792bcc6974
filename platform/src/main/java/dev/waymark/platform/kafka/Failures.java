package dev.waymark.platform.kafka;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RetriableException;

/** What a failure was, in words that quote nothing of the record. */
final class Failures {

    private Failures() {}

    /** Where the record is, for the log. */
    static String position(ConsumerRecord<?, ?> record) {
        return "topic=%s partition=%d offset=%d".formatted(record.topic(), record.partition(), record.offset());
    }

    static boolean isPermanent(Throwable e) {
        return origin(e) instanceof UnprocessableRecord;
    }

    /** Whether Kafka may do later what it did not do now. */
    static boolean isOutage(Throwable e) {
        var cause = origin(e);
        return cause instanceof RetriableException || cause instanceof java.util.concurrent.TimeoutException;
    }

    static String reason(Throwable e) {
        return origin(e) instanceof UnprocessableRecord unprocessable
                ? String.valueOf(unprocessable.getMessage())
                : origin(e).getClass().getName();
    }

    /**
     * Why nothing was polled. Kafka's messages name partition and offset, and that of a library that cannot be loaded its
     * file; those of others may quote what was read.
     */
    static String pollFailure(Exception e) {
        var cause = origin(e);
        var failure = e instanceof org.apache.kafka.common.KafkaException
                ? e.getMessage()
                : e.getClass().getName();
        if (cause == e) {
            return String.valueOf(failure);
        }
        return failure + ": "
                + (cause instanceof LinkageError
                        ? cause.toString()
                        : cause.getClass().getName());
    }

    /**
     * Of which of {@code assigned} nothing was polled: a record that no deserializer takes says it, of a batch that is corrupt or
     * cannot be decompressed Kafka's client says it in words only. Empty where neither does.
     */
    static Optional<TopicPartition> unpolled(Exception e, Collection<TopicPartition> assigned) {
        if (e instanceof RecordDeserializationException record) {
            return Optional.of(record.topicPartition());
        }
        var words = e instanceof org.apache.kafka.common.KafkaException ? String.valueOf(e.getMessage()) : "";
        return assigned.stream()
                .filter(partition -> Pattern.compile("(?<![\\w.-])" + Pattern.quote(partition.toString()) + "(?!\\w)")
                        .matcher(words)
                        .find())
                .findFirst();
    }

    /** The unprocessable record in the chain of causes, else the innermost cause. */
    static Throwable origin(Throwable e) {
        var origin = e;
        while (!(origin instanceof UnprocessableRecord) && origin.getCause() != null) {
            origin = origin.getCause();
        }
        return origin;
    }
}
