package dev.waymark.ingest.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;

/**
 * How often a courier is active, by the hour of the week: in what share of the minutes in which ingest was listening.
 * Minutes and not webhooks, because webhooks come in bursts: a depot that reports a thousand shipments at once was active
 * once.
 */
final class WeeklyBaseline {

    private static final int HOURS_OF_WEEK = 7 * 24;

    /** A courier that changes its hours is known again in a few weeks; one odd week weighs little. */
    private static final double HALF_LIFE_IN_WEEKS = 2;

    /** With fewer minutes of an hour of the week, all hours together say more about it. */
    private static final int MIN_MINUTES = 30;

    private final Instant origin;
    private final ZoneId zone;
    private final double[] active = new double[HOURS_OF_WEEK];
    private final double[] listening = new double[HOURS_OF_WEEK];
    private final int[] minutes = new int[HOURS_OF_WEEK];
    private double allActive;
    private double allListening;

    /** Learned from the minutes after the first active one, which only opens the first gap, up to the {@code last}. */
    WeeklyBaseline(CourierActivity activity, int last, ZoneId zone) {
        this.origin = activity.origin();
        this.zone = zone;
        var heard = (BitSet) activity.listening().clone();
        heard.or(activity.active());
        for (var from = activity.active().nextSetBit(0) + 1; from <= last; from = nextHour(from)) {
            var to = Math.min(nextHour(from), last + 1);
            var weeks = (last - from / 60 * 60) / (HOURS_OF_WEEK * 60);
            learn(
                    hourOfWeek(from),
                    Math.pow(0.5, weeks / HALF_LIFE_IN_WEEKS),
                    activity.active().get(from, to).cardinality(),
                    heard.get(from, to).cardinality());
        }
    }

    /** In how many of the minutes {@code from} to {@code to}, exclusive, the courier would usually have been active. */
    double expectedMinutes(BitSet listening, int from, int to) {
        var expected = 0.0;
        for (var minute = from; minute < to; minute = nextHour(minute)) {
            expected += share(minute)
                    * listening.get(minute, Math.min(nextHour(minute), to)).cardinality();
        }
        return expected;
    }

    /** Zero when the courier was active in one minute only, which is no gap. */
    Duration usualGap(int minute) {
        var share = share(minute) > 0 ? share(minute) : overallShare();
        return share > 0 ? Duration.ofSeconds(Math.round(60 / share)) : Duration.ZERO;
    }

    private void learn(int hour, double weight, int activeMinutes, int heardMinutes) {
        active[hour] += weight * activeMinutes;
        listening[hour] += weight * heardMinutes;
        minutes[hour] += heardMinutes;
        allActive += weight * activeMinutes;
        allListening += weight * heardMinutes;
    }

    /** The share of the minutes of this hour of the week in which the courier is usually active, 0 to 1. */
    private double share(int minute) {
        var hour = hourOfWeek(minute);
        return minutes[hour] >= MIN_MINUTES ? active[hour] / listening[hour] : overallShare();
    }

    private double overallShare() {
        return allListening > 0 ? allActive / allListening : 0;
    }

    private int hourOfWeek(int minute) {
        var hour = origin.plus(Duration.ofHours(minute / 60));
        var local = hour.getEpochSecond() + zone.getRules().getOffset(hour).getTotalSeconds();
        return (int) Math.floorMod(Math.floorDiv(local, 3600L), (long) HOURS_OF_WEEK);
    }

    private static int nextHour(int minute) {
        return (minute / 60 + 1) * 60;
    }
}
