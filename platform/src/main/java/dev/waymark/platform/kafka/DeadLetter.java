package dev.waymark.platform.kafka;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that a group could not process, without its content.
 *
 * @param id of the dead letter: its topic without the ending, partition and offset there
 * @param topic where the record was
 * @param reason the rule that it breaks; names no value
 * @param length of its value in bytes
 * @param isWhole false where only its beginning was written, or nothing
 * @param redrivenAt when it was written to its topic once more
 */
public record DeadLetter(
        String id,
        String topic,
        int partition,
        long offset,
        Instant parkedAt,
        String reason,
        long length,
        boolean isWhole,
        @Nullable Instant redrivenAt) {

    DeadLetter redriven(Instant at) {
        return new DeadLetter(id, topic, partition, offset, parkedAt, reason, length, isWhole, at);
    }
}
