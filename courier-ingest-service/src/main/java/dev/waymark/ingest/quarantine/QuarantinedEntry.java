package dev.waymark.ingest.quarantine;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One webhook in quarantine without its body, however often its courier sent it.
 *
 * @param receivedAt when it came last
 * @param reason why it could not be mapped when it came last
 * @param size of its body in bytes
 * @param occurrences how often it came
 * @param offset of its last occurrence
 * @param resolvedAt when a replay could map it; absent while it waits
 */
public record QuarantinedEntry(
        String rawId,
        CourierCode courier,
        Instant receivedAt,
        String reason,
        int size,
        int occurrences,
        QuarantineOffset offset,
        @Nullable Instant resolvedAt) {

    /** By id within one moment, so that pages join. */
    static final Comparator<QuarantinedEntry> NEWEST_FIRST =
            Comparator.comparing(QuarantinedEntry::receivedAt).reversed().thenComparing(QuarantinedEntry::rawId);

    boolean isWaiting() {
        return resolvedAt == null;
    }

    QuarantinedEntry resolved(Instant at) {
        return new QuarantinedEntry(rawId, courier, receivedAt, reason, size, occurrences, offset, at);
    }
}
