package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** Which event told us something, and how it was read. */
public record Told(EventId event, Instant receivedAt, String mappingVersion, String rawId) implements Comparable<Told> {

    /** A mended mapping's reading goes before any older one's, then what came last. */
    private static final Comparator<Told> ORDER = Comparator.comparingInt(Told::revision)
            .thenComparing(Told::receivedAt)
            .thenComparing(Told::event)
            .thenComparing(Told::mappingVersion)
            .thenComparing(Told::rawId);

    static Told by(TrackingEvent event) {
        return new Told(event.id(), millis(event.receivedAt()), event.mappingVersion(), event.rawId());
    }

    /** The store keeps milliseconds: what is finer would look like a change each time it is told again. */
    static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** 2 of {@code cdek/2}; 0 where the version is no number. */
    private int revision() {
        var digits = mappingVersion.substring(mappingVersion.lastIndexOf('/') + 1);
        return !digits.isEmpty() && digits.length() < 9 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(digits)
                : 0;
    }

    @Override
    public int compareTo(Told other) {
        return ORDER.compare(this, other);
    }
}
