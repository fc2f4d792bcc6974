package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same moment once more, as the clock at the place showed it. What couriers compute is at times impossible; the pair
 * shows it.
 *
 * @param country where the place's country stands
 * @param offsets per country its least and its greatest offset from UTC; elsewhere any that exists on Earth
 */
record LocalClock(
        @JsonProperty(required = true) List<Pointer> parts,
        @JsonProperty(required = true) List<TimePattern> patterns,
        @Nullable TextAt country,
        @Nullable Map<String, List<ZoneOffset>> offsets) {

    private static final List<ZoneOffset> ON_EARTH = List.of(ZoneOffset.ofHours(-12), ZoneOffset.ofHours(14));

    LocalClock {
        offsets = offsets == null ? Map.of() : Map.copyOf(offsets);
        if (offsets.values().stream().anyMatch(range -> range.size() != 2)) {
            throw new IllegalArgumentException("offsets (expected: per country its least and its greatest offset)");
        }
    }

    @Nullable
    String text(Scope scope) {
        return printed().text(scope);
    }

    /** Whether a clock at the place can have shown {@code text} at {@code instant}. */
    boolean canBe(String text, Instant instant, Scope scope) {
        if (!(printed().parsed(text) instanceof LocalDateTime local)) {
            return false;
        }
        var ahead = Duration.between(instant, local.toInstant(ZoneOffset.UTC)).toSeconds();
        var range = range(scope);
        return ahead >= range.get(0).getTotalSeconds() && ahead <= range.get(1).getTotalSeconds();
    }

    private List<ZoneOffset> range(Scope scope) {
        var name = country == null ? null : country.in(scope);
        return name == null || offsets == null ? ON_EARTH : offsets.getOrDefault(name, ON_EARTH);
    }

    private Printed printed() {
        return new Printed(null, parts, patterns);
    }
}
