package dev.waymark.ingest.pulse;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The minutes in which something happened. Adding up is a union: who tells it, in which order and how often makes no
 * difference, so any number of instances may tell one another.
 *
 * @param byHour for each hour with such a minute, its sixty minutes as bits
 */
public record Minutes(SortedMap<Instant, Long> byHour) {

    public static final Minutes NONE = new Minutes(Collections.emptySortedMap());

    private static final long WHOLE_HOUR = (1L << 60) - 1;
    private static final Duration HOUR = Duration.ofHours(1);

    public Minutes {
        byHour.forEach((hour, bits) -> {
            if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
                throw new IllegalArgumentException("hour: %s (expected: a whole one)".formatted(hour));
            }
            if (bits == 0 || (bits & ~WHOLE_HOUR) != 0) {
                throw new IllegalArgumentException("minutes of %s: %x (expected: some of 60)".formatted(hour, bits));
            }
        });
        byHour = Collections.unmodifiableSortedMap(new TreeMap<>(byHour));
    }

    /** The minute of {@code at}. */
    public static Minutes of(Instant at) {
        return between(at, at);
    }

    /** From the minute of {@code first} to that of {@code last}; none when that is before. */
    public static Minutes between(Instant first, Instant last) {
        var byHour = new TreeMap<Instant, Long>();
        if (!last.isBefore(first)) {
            var until = hourOf(last);
            for (var hour = hourOf(first); !hour.isAfter(until); hour = hour.plus(HOUR)) {
                byHour.put(hour, WHOLE_HOUR);
            }
            byHour.computeIfPresent(hourOf(first), (hour, bits) -> bits & bitsFrom(first));
            byHour.computeIfPresent(until, (hour, bits) -> bits & bitsUntil(last));
        }
        return new Minutes(byHour);
    }

    /** Those of one hour, by their numbers in it. */
    public static Minutes ofHour(Instant hour, Collection<Integer> numbers) {
        var bits = 0L;
        for (var number : numbers) {
            if (number < 0 || number > 59) {
                throw new IllegalArgumentException("minute: %d (expected: 0..59)".formatted(number));
            }
            bits |= 1L << number;
        }
        return new Minutes(new TreeMap<>(Map.of(hour, bits)));
    }

    public Minutes and(Minutes others) {
        var all = new TreeMap<>(byHour);
        others.byHour.forEach((hour, bits) -> all.merge(hour, bits, (ours, theirs) -> ours | theirs));
        return new Minutes(all);
    }

    /** Those of {@code first} and later. */
    public Minutes since(Instant first) {
        var kept = new TreeMap<>(byHour.tailMap(hourOf(first)));
        kept.computeIfPresent(hourOf(first), (hour, bits) -> orNone(bits & bitsFrom(first)));
        return new Minutes(kept);
    }

    /** Those of {@code last} and earlier. */
    public Minutes until(Instant last) {
        var kept = new TreeMap<>(byHour.headMap(hourOf(last).plus(HOUR)));
        kept.computeIfPresent(hourOf(last), (hour, bits) -> orNone(bits & bitsUntil(last)));
        return new Minutes(kept);
    }

    public boolean contains(Instant at) {
        return (in(hourOf(at)) & (1L << minuteOf(at))) != 0;
    }

    public int count() {
        return byHour.values().stream().mapToInt(Long::bitCount).sum();
    }

    /** How many of one hour. */
    public int count(Instant hour) {
        return Long.bitCount(in(hour));
    }

    /** Their numbers in one hour. */
    public int[] numbers(Instant hour) {
        var bits = in(hour);
        return IntStream.range(0, 60)
                .filter(number -> (bits & (1L << number)) != 0)
                .toArray();
    }

    /** The whole hours in which not all of ours are among {@code others}, each with all of ours. */
    public Minutes hoursNotIn(Minutes others) {
        var lacking = new TreeMap<>(byHour);
        lacking.entrySet().removeIf(hour -> (hour.getValue() & ~others.in(hour.getKey())) == 0);
        return new Minutes(lacking);
    }

    /** These, but in the hours of {@code newer} only what that says. */
    public Minutes replacedBy(Minutes newer) {
        var all = new TreeMap<>(byHour);
        all.putAll(newer.byHour);
        return new Minutes(all);
    }

    /** The start of the first one. */
    public Optional<Instant> first() {
        return byHour.isEmpty() ? Optional.empty() : Optional.of(first(byHour.firstKey()));
    }

    /** The start of the last one. */
    public Optional<Instant> last() {
        return byHour.isEmpty() ? Optional.empty() : Optional.of(last(byHour.lastKey()));
    }

    private Instant first(Instant hour) {
        return hour.plus(Duration.ofMinutes(Long.numberOfTrailingZeros(in(hour))));
    }

    private Instant last(Instant hour) {
        return hour.plus(Duration.ofMinutes(63 - Long.numberOfLeadingZeros(in(hour))));
    }

    private long in(Instant hour) {
        return byHour.getOrDefault(hour, 0L);
    }

    private static long bitsFrom(Instant first) {
        return WHOLE_HOUR & (-1L << minuteOf(first));
    }

    private static long bitsUntil(Instant last) {
        return WHOLE_HOUR & ((1L << (minuteOf(last) + 1)) - 1);
    }

    private static @Nullable Long orNone(long bits) {
        return bits == 0 ? null : bits;
    }

    private static int minuteOf(Instant at) {
        return (int) Math.floorMod(Math.floorDiv(at.getEpochSecond(), 60L), 60L);
    }

    private static Instant hourOf(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }
}
