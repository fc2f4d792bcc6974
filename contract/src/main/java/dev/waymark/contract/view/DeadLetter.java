package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that a group could not process, without its content.
 *
 * @param id of the dead letter: its topic without the ending, partition and offset there
 * @param topic where the record was
 * @param group that could not process it
 * @param reason the rule that it breaks; names no value
 * @param length of its value in bytes
 * @param whole false where only its beginning was written, or nothing
 * @param occurrences how many dead letters of the group have the same content
 * @param redrivenAt when it was written to its topic once more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
        String id,
        String topic,
        String group,
        int partition,
        long offset,
        Instant parkedAt,
        String reason,
        long length,
        boolean whole,
        int occurrences,
        @Nullable Instant redrivenAt) {

    /** The same, written to its topic once more. */
    public DeadLetter redriven(Instant at) {
        return new DeadLetter(id, topic, group, partition, offset, parkedAt, reason, length, whole, occurrences, at);
    }

    /** The same, of which there are {@code count}. */
    public DeadLetter occurred(int count) {
        return new DeadLetter(id, topic, group, partition, offset, parkedAt, reason, length, whole, count, redrivenAt);
    }
}
