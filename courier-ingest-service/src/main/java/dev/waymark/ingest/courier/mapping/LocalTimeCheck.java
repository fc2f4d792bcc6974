package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same moment in local time at the place. The instants that couriers compute are at times impossible; the pair shows
 * it.
 *
 * @param parts the parts of the text, such as date and time
 * @param patterns how it is written; ISO 8601 without any. A zone in it is ignored: only the clock time is compared
 * @param country the place's country
 * @param offsets per country its least and its greatest offset from UTC; elsewhere any that exists on Earth
 */
record LocalTimeCheck(
        @JsonProperty(required = true) List<RelativeJsonPointer> parts,
        List<TimePattern> patterns,
        FieldSelector country,
        Map<String, List<ZoneOffset>> offsets)
        implements Rule {

    private static final List<ZoneOffset> ON_EARTH = List.of(ZoneOffset.ofHours(-12), ZoneOffset.ofHours(14));

    LocalTimeCheck {
        parts = List.copyOf(parts);
        patterns = List.copyOf(patterns);
        offsets = Map.copyOf(offsets);
        check(
                offsets.values().stream().allMatch(range -> range.size() == 2),
                "offsets (expected: per country its least and its greatest offset)");
    }

    @Override
    public Stream<RelativeJsonPointer> visible() {
        return Rule.visibleOf(parts::stream, country);
    }

    @Nullable
    String text(JsonContext context) {
        return context.joinedText(parts);
    }

    /** Whether a clock at the place can have shown {@code text} at {@code instant}. */
    boolean isPossible(String text, Instant instant, JsonContext context) {
        var parsed = TimePattern.parse(patterns, text);
        var local = parsed instanceof OffsetDateTime time ? time.toLocalDateTime() : parsed;
        if (!(local instanceof LocalDateTime clockTime)) {
            return false;
        }
        var offset =
                Duration.between(instant, clockTime.toInstant(ZoneOffset.UTC)).toSeconds();
        var name = country.in(context);
        var range = name == null ? ON_EARTH : offsets.getOrDefault(name, ON_EARTH);
        return offset >= range.getFirst().getTotalSeconds()
                && offset <= range.getLast().getTotalSeconds();
    }
}
