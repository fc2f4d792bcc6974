package dev.waymark.ingest.pulse;

import java.time.Duration;
import java.time.ZoneId;

/**
 * When a silence is no chance any more.
 *
 * @param missed so many minutes in which the courier would usually have spoken
 * @param leastSilence whatever is usual, a shorter silence is none
 * @param enough in so many minutes it must have spoken before we claim to know it
 * @param learning between its first and its last word there must be so much time
 * @param zone where it is day when couriers are awake; matters where clocks are put forward and back
 */
public record Patience(int missed, Duration leastSilence, int enough, Duration learning, ZoneId zone) {

    public Patience {
        atLeastOne("missed", missed);
        atLeastOne("enough", enough);
        notNegative("leastSilence", leastSilence);
        notNegative("learning", learning);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d (expected: 1 or more)".formatted(name, value));
        }
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("%s: %s (expected: not negative)".formatted(name, value));
        }
    }
}
