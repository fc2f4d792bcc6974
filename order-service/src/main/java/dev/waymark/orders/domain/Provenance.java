package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The event that something is known from, and which mapping version read it. Greater is more trustworthy.
 *
 * @param statedAt when the courier said it: by its own word, else the latest scan that it knew of then; absent without
 *     either, and where an earlier release stored it. No receipt counts here, for the same webhook may be received again
 */
public record Provenance(
        EventId event, @Nullable Instant statedAt, Instant receivedAt, String mappingVersion, String rawId)
        implements Comparable<Provenance> {

    /**
     * What a corrected mapping has read takes precedence over an older version's reading, then what was said last. Of what
     * was said at one time the first receipt counts, so that no repetition makes anything new again.
     */
    private static final Comparator<Provenance> ORDER = Comparator.comparingInt(Provenance::mappingRevision)
            .thenComparing(Provenance::statedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Provenance::receivedAt, Comparator.reverseOrder())
            .thenComparing(provenance -> provenance.event().value())
            .thenComparing(Provenance::mappingVersion)
            .thenComparing(Provenance::rawId);

    static Provenance of(TrackingEvent event) {
        var receivedAt = millis(event.receivedAt());
        return new Provenance(event.id(), statedAt(event), receivedAt, event.mappingVersion(), event.rawId());
    }

    private static @Nullable Instant statedAt(TrackingEvent event) {
        if (event.reportedAt() != null) {
            return millis(event.reportedAt());
        }
        var latest = event.receivedAt().plus(Chronology.ALL_ZONES);
        return event.checkpoints().stream()
                .map(checkpoint -> checkpoint.time().occurredAt())
                .filter(at -> !at.isAfter(latest))
                .max(Comparator.naturalOrder())
                .map(Provenance::millis)
                .orElse(null);
    }

    /** MongoDB stores milliseconds: a finer instant would look like a change each time the same event is applied again. */
    public static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** When it was said, else first received. */
    Instant order() {
        return statedAt == null ? receivedAt : statedAt;
    }

    /** 2 of {@code cdek/2}; 0 where the version ends in no number. */
    private int mappingRevision() {
        var digits = mappingVersion.substring(mappingVersion.lastIndexOf('/') + 1);
        return !digits.isEmpty() && digits.length() < 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(digits)
                : 0;
    }

    @Override
    public int compareTo(Provenance other) {
        return ORDER.compare(this, other);
    }
}
