package dev.waymark.ingest.activity;

import java.time.Duration;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.stream.DoubleStream;

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

    private final CourierActivity activity;
    private final ZoneId zone;
    private final double[] active = new double[HOURS_OF_WEEK];
    private final double[] listening = new double[HOURS_OF_WEEK];
    private final int[] minutes = new int[HOURS_OF_WEEK];
    private final double overallShare;

    /** Learned from the minutes after the first active one, which only opens the first gap, up to the {@code last}. */
    WeeklyBaseline(CourierActivity activity, int last, ZoneId zone) {
        this.activity = activity;
        this.zone = zone;
        var heard = (BitSet) activity.listening().clone();
        heard.or(activity.active());
        for (var from = activity.active().nextSetBit(0) + 1; from <= last; from = nextHour(from)) {
            var to = Math.min(nextHour(from), last + 1);
            var weeks = (last - from / 60 * 60) / (HOURS_OF_WEEK * 60);
            var weight = Math.pow(0.5, weeks / HALF_LIFE_IN_WEEKS);
            var heardMinutes = heard.get(from, to).cardinality();
            var hour = hourOfWeek(from);
            active[hour] += weight * activity.active().get(from, to).cardinality();
            listening[hour] += weight * heardMinutes;
            minutes[hour] += heardMinutes;
        }
        var all = DoubleStream.of(listening).sum();
        this.overallShare = all > 0 ? DoubleStream.of(active).sum() / all : 0;
    }

    /** In how many of the minutes {@code from} to {@code to}, exclusive, the courier would usually have been active. */
    double expectedMinutes(int from, int to) {
        var expected = 0.0;
        for (var minute = from; minute < to; minute = nextHour(minute)) {
            var listened = activity.listening().get(minute, Math.min(nextHour(minute), to));
            expected += share(minute) * listened.cardinality();
        }
        return expected;
    }

    /** Zero when the courier was active in one minute only, which is no gap. */
    Duration usualGap(int minute) {
        var share = share(minute) > 0 ? share(minute) : overallShare;
        return share > 0 ? Duration.ofSeconds(Math.round(60 / share)) : Duration.ZERO;
    }

    /** The share of the minutes of this hour of the week in which the courier is usually active, 0 to 1. */
    private double share(int minute) {
        var hour = hourOfWeek(minute);
        return minutes[hour] >= MIN_MINUTES ? active[hour] / listening[hour] : overallShare;
    }

    private int hourOfWeek(int minute) {
        var local = activity.origin().plus(Duration.ofHours(minute / 60)).atZone(zone);
        return (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
    }

    private static int nextHour(int minute) {
        return (minute / 60 + 1) * 60;
    }
}
