package dev.waymark.ingest.pulse;

import java.time.Instant;
import java.time.ZoneId;

/**
 * How often a courier speaks, by the hour of the week: in what share of the minutes in which we listened. Minutes and not
 * webhooks, because webhooks come in bursts: a depot that reports a thousand parcels at once has spoken once.
 */
final class Rhythm {

    private static final int HOURS_OF_WEEK = 7 * 24;

    /** A courier that changes its hours is known anew in a few weeks; one odd week weighs little. */
    private static final double HALF_LIFE_IN_WEEKS = 2;

    /** Half of such an hour heard says more of it than all other hours do. */
    private static final int KNOWN_AFTER_MINUTES = 30;

    private final double[] spoken = new double[HOURS_OF_WEEK];
    private final double[] listened = new double[HOURS_OF_WEEK];
    private final int[] minutes = new int[HOURS_OF_WEEK];
    private final ZoneId zone;
    private double allSpoken;
    private double allListened;

    private Rhythm(ZoneId zone) {
        this.zone = zone;
    }

    /** Learned from what was heard after the first word, which only opens the first gap, and up to the last. */
    static Rhythm of(Minutes spoke, Minutes listened, ZoneId zone) {
        var rhythm = new Rhythm(zone);
        spoke.first().ifPresent(first -> {
            var last = spoke.last().orElseThrow();
            var afterFirst = first.plusSeconds(60);
            rhythm.learn(
                    spoke.since(afterFirst),
                    listened.and(spoke).since(afterFirst).until(last),
                    last);
        });
        return rhythm;
    }

    /** The share of the minutes of this hour in which the courier usually speaks, 0 to 1. */
    double at(Instant hour) {
        var known = hourOfWeek(hour);
        return minutes[known] >= KNOWN_AFTER_MINUTES ? spoken[known] / listened[known] : overall();
    }

    /** The same over all hours. */
    double overall() {
        return allListened > 0 ? allSpoken / allListened : 0;
    }

    private void learn(Minutes spoke, Minutes heard, Instant last) {
        heard.byHour().keySet().forEach(hour -> {
            var weeks = Math.floorDiv(last.getEpochSecond() - hour.getEpochSecond(), HOURS_OF_WEEK * 3600L);
            var weight = Math.pow(0.5, weeks / HALF_LIFE_IN_WEEKS);
            var index = hourOfWeek(hour);
            spoken[index] += weight * spoke.count(hour);
            listened[index] += weight * heard.count(hour);
            minutes[index] += heard.count(hour);
            allSpoken += weight * spoke.count(hour);
            allListened += weight * heard.count(hour);
        });
    }

    private int hourOfWeek(Instant hour) {
        var local = hour.getEpochSecond() + zone.getRules().getOffset(hour).getTotalSeconds();
        return (int) Math.floorMod(Math.floorDiv(local, 3600L), (long) HOURS_OF_WEEK);
    }
}
