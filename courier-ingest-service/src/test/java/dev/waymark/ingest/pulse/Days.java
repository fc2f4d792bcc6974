package dev.waymark.ingest.pulse;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Minutes as tests need them. */
final class Days {

    /** A Monday. */
    static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");

    private Days() {}

    /** Every {@code step} from {@code first} to {@code last}. */
    static Minutes every(Duration step, Instant first, Instant last) {
        return Stream.iterate(first, at -> !at.isAfter(last), at -> at.plus(step))
                .map(Minutes::of)
                .reduce(Minutes.NONE, Minutes::and);
    }

    /** On each of the first {@code workdays} days of each of {@code weeks} weeks from 09:00 to 18:00 every {@code step}. */
    static Minutes officeHours(int weeks, int workdays, Duration step) {
        var all = Minutes.NONE;
        for (var day = 0; day < weeks * 7; day++) {
            if (day % 7 < workdays) {
                var midnight = MONDAY.plus(Duration.ofDays(day));
                all = all.and(every(step, midnight.plus(Duration.ofHours(9)), midnight.plus(Duration.ofHours(18))));
            }
        }
        return all;
    }
}
