package dev.waymark.platform.web;

import static dev.waymark.contract.Checks.check;

import dev.waymark.contract.Checks;
import dev.waymark.contract.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends of a list with the newest first, written as a time, a tilde, and an id.
 *
 * @param id of the last entry
 */
public record TimeCursor(Instant at, String id) {

    /** What a page gave as its end; null where the first page is asked for. {@code CURSOR_INVALID}. */
    public static @Nullable TimeCursor parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var parts = text.split("~", 2);
        try {
            var at = Instant.parse(parts[0]);
            check(Checks.isInCalendar(at), "cursor (expected: a year of four digits)");
            return new TimeCursor(at, parts.length == 2 ? parts[1] : "");
        } catch (DateTimeException | IllegalArgumentException _) {
            throw ProblemException.of(Problem.CURSOR_INVALID);
        }
    }

    /** Whether an entry comes after it in the list. */
    public boolean isBefore(Instant time, String entryId) {
        return compareTo(time, entryId) < 0;
    }

    /** Whether an entry comes after it from the oldest on. */
    public boolean isAfter(Instant time, String entryId) {
        return compareTo(time, entryId) > 0;
    }

    private int compareTo(Instant time, String entryId) {
        var byTime = time.compareTo(at);
        return byTime == 0 ? id.compareTo(entryId) : byTime;
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return at + "~" + id;
    }
}
