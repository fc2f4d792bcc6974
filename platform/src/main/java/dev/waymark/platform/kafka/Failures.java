package dev.waymark.platform.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

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

    static String reason(Throwable e) {
        return origin(e) instanceof UnprocessableRecord unprocessable
                ? String.valueOf(unprocessable.getMessage())
                : origin(e).getClass().getName();
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
