package dev.waymark.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one event for ever. Deterministic: what is published again after a crash bears the id it had before. */
public record EventId(@JsonValue String value) {

    private static final Pattern PATTERN = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    public EventId {
        Checks.matching("eventId", value, PATTERN, "1..64 letters, digits, - and _");
    }

    /** The id of the event that {@code facts} describe. */
    public static EventId of(String... facts) {
        return new EventId(Digests.of(facts));
    }

    @Override
    public String toString() {
        return value;
    }
}
