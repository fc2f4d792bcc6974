package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** The event that something is known from, and which mapping version read it. Greater is more trustworthy. */
public record Provenance(EventId event, Instant receivedAt, String mappingVersion, String rawId)
        implements Comparable<Provenance> {

    /** What a corrected mapping has read takes precedence over an older version's reading, then what was received last. */
    private static final Comparator<Provenance> ORDER = Comparator.comparingInt(Provenance::mappingRevision)
            .thenComparing(Provenance::receivedAt)
            .thenComparing(provenance -> provenance.event().value())
            .thenComparing(Provenance::mappingVersion)
            .thenComparing(Provenance::rawId);

    static Provenance of(TrackingEvent event) {
        return new Provenance(event.id(), millis(event.receivedAt()), event.mappingVersion(), event.rawId());
    }

    /** MongoDB stores milliseconds: a finer instant would look like a change each time the same event is applied again. */
    static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
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
