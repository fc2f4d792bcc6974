package dev.waymark.contract;

/** The one manner in which our records refuse a value: field, value, expectation. */
public final class Checks {

    private Checks() {}

    /** Refuses what does not hold, with the field, its value and what was expected in {@code mistake}. */
    public static void check(boolean holds, String mistake) {
        if (!holds) {
            throw new IllegalArgumentException(mistake);
        }
    }

    static String text(String field, String value, int maxLength) {
        if (value.isBlank() || value.length() > maxLength) {
            throw new IllegalArgumentException(
                    "%s: \"%s\" (expected: 1..%d characters)".formatted(field, shown(value), maxLength));
        }
        return value;
    }

    static String matching(String field, String value, java.util.regex.Pattern pattern, String expectation) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("%s: \"%s\" (expected: %s)".formatted(field, shown(value), expectation));
        }
        return value;
    }

    private static String shown(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
