package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same moment once more, as the clock at the place showed it. What couriers compute is at times impossible; the pair
 * shows it.
 *
 * @param patterns how it is written; ISO 8601 without any. A zone written there counts for nothing: it is the clock's face
 *     that is compared
 * @param country where the place's country stands
 * @param offsets per country its least and its greatest offset from UTC; elsewhere any that exists on Earth
 */
record LocalTimeCheck(
        @JsonProperty(required = true) List<RelativeJsonPointer> parts,
        @Nullable List<TimePattern> patterns,
        @Nullable FieldSelector country,
        @Nullable Map<String, List<ZoneOffset>> offsets) {

    private static final List<ZoneOffset> ON_EARTH = List.of(ZoneOffset.ofHours(-12), ZoneOffset.ofHours(14));

    LocalTimeCheck {
        offsets = offsets == null ? Map.of() : Map.copyOf(offsets);
        if (offsets.values().stream().anyMatch(range -> range.size() != 2)) {
            throw new IllegalArgumentException("offsets (expected: per country its least and its greatest offset)");
        }
    }

    Stream<RelativeJsonPointer> places() {
        return Stream.concat(parts.stream(), Stream.ofNullable(country).flatMap(FieldSelector::shown));
    }

    @Nullable
    String text(JsonContext scope) {
        return printed().text(scope);
    }

    /** Whether a clock at the place can have shown {@code text} at {@code instant}. */
    boolean canBe(String text, Instant instant, JsonContext scope) {
        var face = face(printed().parsed(text));
        if (face == null) {
            return false;
        }
        var ahead = Duration.between(instant, face.toInstant(ZoneOffset.UTC)).toSeconds();
        var range = range(scope);
        return ahead >= range.get(0).getTotalSeconds() && ahead <= range.get(1).getTotalSeconds();
    }

    private static @Nullable LocalDateTime face(@Nullable TemporalAccessor parsed) {
        return parsed instanceof OffsetDateTime time
                ? time.toLocalDateTime()
                : parsed instanceof LocalDateTime local ? local : null;
    }

    private List<ZoneOffset> range(JsonContext scope) {
        var name = country == null ? null : country.in(scope);
        return name == null || offsets == null ? ON_EARTH : offsets.getOrDefault(name, ON_EARTH);
    }

    private TimestampSource printed() {
        return new TimestampSource(null, parts, patterns);
    }
}
