package dev.waymark.platform.kafka;

import java.util.List;
import org.springframework.kafka.support.KafkaHeaders;

/** What stands beside a record in a dead-letter topic. Its own headers are there too. */
public final class DeadLetterHeaders {

    /** The rule that the record breaks. */
    static final String REASON = "waymark_reason";

    /** The kind of failure. */
    static final String FAILURE = "waymark_failure";

    /** How many bytes its value had, where it is not here whole. */
    static final String ORIGINAL_LENGTH = "waymark_original_length";

    /** SHA-256 of its value in hexadecimal, where it is not here whole. */
    static final String ORIGINAL_HASH = "waymark_original_sha256";

    /** Of a mark: the offset of the dead letter, in the same partition, that was written to its topic once more. */
    static final String REDRIVEN = "waymark_redriven";

    /** Each of them that a dead letter may have. */
    public static final List<String> NAMES = List.of(
            REASON,
            FAILURE,
            ORIGINAL_LENGTH,
            ORIGINAL_HASH,
            KafkaHeaders.DLT_ORIGINAL_TOPIC,
            KafkaHeaders.DLT_ORIGINAL_PARTITION,
            KafkaHeaders.DLT_ORIGINAL_OFFSET,
            KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
            KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE,
            KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP);

    private DeadLetterHeaders() {}
}
