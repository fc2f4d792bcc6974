package dev.waymark.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A courier's short name in our addresses, keys and files, such as {@code cdek}. */
public record CourierCode(@JsonValue String value) implements Comparable<CourierCode> {

    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{1,30}");

    public CourierCode {
        Checks.matching("courier", value, PATTERN, "2..31 of a-z, 0-9 and -");
    }

    /** Whether {@code text} may be one. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    @Override
    public int compareTo(CourierCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
