package dev.waymark.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** The one manner in which our records refuse a value: field, value, expectation. */
public final class Checks {

    private static final Instant FIRST_MOMENT =
            LocalDate.of(0, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();

    private static final Instant AFTER_LAST_MOMENT =
            LocalDate.of(10_000, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();

    private Checks() {}

    /** Refuses what does not hold, with the field, its value and what was expected in {@code mistake}. */
    public static void check(boolean holds, String mistake) {
        if (!holds) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /**
     * Whether the year of {@code day} is one of 0000 to 9999 (RFC 3339, section 1). Java knows a billion years more, which
     * calendars, stores and time zones do not survive.
     */
    public static boolean isInCalendar(LocalDate day) {
        return day.getYear() >= 0 && day.getYear() <= 9999;
    }

    /** The same of the day in UTC. */
    public static boolean isInCalendar(Instant moment) {
        return !moment.isBefore(FIRST_MOMENT) && moment.isBefore(AFTER_LAST_MOMENT);
    }

    static void matching(String field, String value, Pattern pattern, String expectation) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("%s: \"%s\" (expected: %s)".formatted(field, shown(value), expectation));
        }
    }

    private static String shown(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
