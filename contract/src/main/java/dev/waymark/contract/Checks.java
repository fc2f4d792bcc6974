package dev.waymark.contract;

import java.util.regex.Pattern;

/** The one manner in which our records refuse a value: field, value, expectation. */
public final class Checks {

    private Checks() {}

    /** Refuses what does not hold, with the field, its value and what was expected in {@code mistake}. */
    public static void check(boolean holds, String mistake) {
        if (!holds) {
            throw new IllegalArgumentException(mistake);
        }
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
