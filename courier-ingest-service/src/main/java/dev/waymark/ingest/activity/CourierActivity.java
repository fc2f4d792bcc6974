package dev.waymark.ingest.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/**
 * When a courier was active, as far as is known. Minutes in which no instance was listening count neither as silence nor
 * as habit: our own downtime alarms nobody.
 *
 * @param origin a whole hour, from which both sets count minutes
 * @param active minutes in which an authentic webhook of the courier came
 * @param listening minutes in which an instance of ingest ran
 */
record CourierActivity(Instant origin, BitSet active, BitSet listening) {

    /** The inactivity at {@code now}, from what was known by then; empty when the courier was never active. */
    Optional<Inactivity> inactivity(Instant now, AlertThresholds thresholds) {
        var minute = (int) Math.floorDiv(Duration.between(origin, now).toSeconds(), 60L);
        var last = active.previousSetBit(Math.max(minute, -1));
        if (last < 0) {
            return Optional.empty();
        }
        var since = origin.plus(Duration.ofMinutes(last));
        var duration = Duration.between(since, now);
        var learned = Duration.ofMinutes(last - active.nextSetBit(0));
        var baseline = new WeeklyBaseline(this, last, thresholds.zone());
        var missed = baseline.expectedMinutes(last + 1, minute + 1);
        var isAlarming = missed >= thresholds.missedMinutes()
                && duration.compareTo(thresholds.minDuration()) >= 0
                && learned.compareTo(thresholds.learningPeriod()) >= 0
                && active.get(0, last + 1).cardinality() >= thresholds.minActiveMinutes();
        return Optional.of(new Inactivity(since, duration, missed, baseline.usualGap(minute), isAlarming));
    }
}
