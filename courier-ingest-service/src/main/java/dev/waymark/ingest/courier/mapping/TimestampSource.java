package dev.waymark.ingest.courier.mapping;

import java.time.DateTimeException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a time or date is printed, and how.
 *
 * @param at the text; or
 * @param parts its parts, such as date and time, read with a space between them
 * @param patterns tried in order; ISO 8601 without any
 */
record TimestampSource(
        @Nullable FieldSelector at,
        @Nullable List<RelativeJsonPointer> parts,
        @Nullable List<TimePattern> patterns) {

    private static final int LONGEST = 64;

    TimestampSource {
        if ((at == null) == (parts == null)) {
            throw new IllegalArgumentException("time (expected: exactly one of at, parts)");
        }
        patterns = patterns == null ? TimePattern.ISO_ONLY : List.copyOf(patterns);
    }

    boolean alwaysTellsZone() {
        return patterns == null || patterns.stream().allMatch(TimePattern::tellsZone);
    }

    Stream<RelativeJsonPointer> places() {
        return Stream.concat(
                Stream.ofNullable(at).flatMap(FieldSelector::shown),
                Stream.ofNullable(parts).flatMap(List::stream));
    }

    /** As printed; absent when a part is. */
    @Nullable
    String text(JsonContext scope) {
        if (at != null) {
            return at.in(scope);
        }
        var text = new StringBuilder();
        for (var part : parts == null ? List.<RelativeJsonPointer>of() : parts) {
            var one = JsonText.of(scope.at(part));
            if (one == null) {
                return null;
            }
            text.append(text.isEmpty() ? "" : " ").append(one);
        }
        return text.toString();
    }

    /** What the text amounts to; absent when no pattern is for it. */
    @Nullable
    TemporalAccessor parsed(String text) {
        if (text.length() <= LONGEST) {
            for (var pattern : patterns == null ? TimePattern.ISO_ONLY : patterns) {
                try {
                    return pattern.parse(text);
                } catch (DateTimeException notThisPattern) {
                    // The next one may be it.
                }
            }
        }
        return null;
    }

    UnmappablePayload unreadable(String field, String expectation) {
        return new UnmappablePayload("%s at %s (expected: %s)"
                .formatted(field, at == null ? parts : at.places().get(0), expectation));
    }
}
