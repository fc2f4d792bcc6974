package dev.waymark.ingest.quarantine;

import dev.waymark.contract.view.QuarantineEntry;
import java.time.Instant;
import java.util.List;

/**
 * Where a page ends, written as a time, a tilde, and an id.
 *
 * @param rawId of the last entry
 */
public record QuarantineCursor(Instant receivedAt, String rawId) {

    /**
     * Parses what a page gave as its end.
     *
     * @throws java.time.DateTimeException for any other text
     */
    public static QuarantineCursor parse(String text) {
        var parts = text.split("~", 2);
        return new QuarantineCursor(Instant.parse(parts[0]), parts.length == 2 ? parts[1] : "");
    }

    static String after(List<QuarantineEntry> page) {
        return page.getLast().receivedAt() + "~" + page.getLast().rawId();
    }

    /** Whether {@code entry} comes after it in a list with the newest first. */
    boolean isBefore(QuarantineEntry entry) {
        return compareTo(entry) < 0;
    }

    boolean isAfter(QuarantineEntry entry) {
        return compareTo(entry) > 0;
    }

    private int compareTo(QuarantineEntry entry) {
        var byTime = entry.receivedAt().compareTo(receivedAt);
        return byTime == 0 ? rawId.compareTo(entry.rawId()) : byTime;
    }
}
