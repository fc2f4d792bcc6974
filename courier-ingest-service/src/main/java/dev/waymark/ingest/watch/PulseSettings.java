package dev.waymark.ingest.watch;

import dev.waymark.ingest.pulse.Patience;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a courier's silence is an alarm.
 *
 * @param missed so many minutes in which it would usually have spoken: by chance that is one silence in twenty thousand
 * @param leastSilence whatever is usual, a shorter silence is none
 * @param enough in so many minutes it must have spoken before we claim to know it
 * @param learning as long must its first and its last word lie apart: after a week every hour of it was heard once
 * @param zone where it is day when couriers are awake; matters where clocks are put forward and back
 * @param every how often instances tell one another what they heard, and look who is silent
 */
@Validated
@ConfigurationProperties("waymark.ingest.pulse")
public record PulseSettings(
        @DefaultValue("10") @Min(1) int missed,
        @DefaultValue("15m") Duration leastSilence,
        @DefaultValue("20") @Min(1) int enough,
        @DefaultValue("7d") Duration learning,
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("30s") Duration every) {

    private static final Duration LEAST_EVERY = Duration.ofMillis(10);
    private static final Duration MOST_EVERY = Duration.ofMinutes(1);

    @AssertTrue(message = "least-silence and learning must not be negative, every must be 10ms to 1m")
    boolean isInBounds() {
        return !leastSilence.isNegative()
                && !learning.isNegative()
                && every.compareTo(LEAST_EVERY) >= 0
                && every.compareTo(MOST_EVERY) <= 0;
    }

    public Patience patience() {
        return new Patience(missed, leastSilence, enough, learning, zone);
    }
}
