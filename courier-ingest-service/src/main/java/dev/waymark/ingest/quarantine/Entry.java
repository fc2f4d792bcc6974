package dev.waymark.ingest.quarantine;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One webhook in quarantine, however often its courier told it.
 *
 * @param receivedAt when it was told last
 * @param reason why it could not be read, when it was told last
 * @param size of its body in bytes
 * @param told how often it came
 * @param position of its last telling
 * @param settledAt since when it need not be read any more; absent while it waits
 */
public record Entry(
        String rawId,
        CourierCode courier,
        Instant receivedAt,
        String reason,
        int size,
        int told,
        Position position,
        @Nullable Instant settledAt) {

    /** The newest first; of the same moment in the order of their ids, so that pages join. */
    static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparing(Entry::receivedAt).reversed().thenComparing(Entry::rawId);

    boolean isWaiting() {
        return settledAt == null;
    }

    Entry settled(Instant at) {
        return new Entry(rawId, courier, receivedAt, reason, size, told, position, at);
    }
}
