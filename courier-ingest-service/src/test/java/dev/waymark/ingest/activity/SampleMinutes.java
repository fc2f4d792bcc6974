package dev.waymark.ingest.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sets of minutes, counted from {@link #ORIGIN}. */
final class SampleMinutes {

    static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
    static final Instant ORIGIN = MONDAY.minus(Duration.ofDays(60));

    private SampleMinutes() {}

    static BitSet of(Instant... times) {
        return minutes(Stream.of(times));
    }

    static BitSet minutes(Stream<Instant> times) {
        return times.mapToInt(SampleMinutes::minute).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** Every minute from {@code first} to {@code last}. */
    static BitSet between(Instant first, Instant last) {
        return IntStream.rangeClosed(minute(first), minute(last)).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** Every {@code step} from {@code first} to {@code last}. */
    static BitSet every(Duration step, Instant first, Instant last) {
        return minutes(Stream.iterate(first, at -> !at.isAfter(last), at -> at.plus(step)));
    }

    /** On the first {@code workdays} days of each of {@code weeks} weeks from 09:00 to 18:00 every {@code step}. */
    static BitSet officeHours(int weeks, int workdays, Duration step) {
        return union(IntStream.range(0, weeks * 7)
                .filter(day -> day % 7 < workdays)
                .mapToObj(day -> MONDAY.plus(Duration.ofDays(day)))
                .map(midnight -> every(step, midnight.plus(Duration.ofHours(9)), midnight.plus(Duration.ofHours(18)))));
    }

    static BitSet union(Stream<BitSet> sets) {
        return sets.collect(BitSet::new, BitSet::or, BitSet::or);
    }

    private static int minute(Instant at) {
        return (int) Duration.between(ORIGIN, at).toMinutes();
    }
}
