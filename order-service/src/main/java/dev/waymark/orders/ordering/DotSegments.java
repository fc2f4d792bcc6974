package dev.waymark.orders.ordering;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can stand in a path, percent-encoded, and arrive as it was sent. A number may hold slashes, but programs on the way
 * take dots and nothing between two of them for directions (RFC 3986, section 6.2.2.3): an order of such a number could
 * be placed and never be read.
 */
final class DotSegments {

    private static final Set<String> DIRECTIONS = Set.of("", ".", "..");

    private DotSegments() {}

    /** Whether {@code value} can be carried; reports a violation where it cannot. */
    static boolean check(ValidatingJsonReader json, String field, @Nullable String value) {
        if (value != null && Arrays.stream(value.split("/", -1)).anyMatch(DIRECTIONS::contains)) {
            json.violation(
                    "/" + field,
                    "not-addressable",
                    "Expected: something on both sides of a slash, and more than dots.");
            return false;
        }
        return true;
    }
}
