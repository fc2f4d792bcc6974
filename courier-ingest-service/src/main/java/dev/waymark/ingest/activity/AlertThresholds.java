package dev.waymark.ingest.activity;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a courier's inactivity is alarming.
 *
 * @param missedMinutes in which it would usually have been active: 10 are by chance one silence in twenty thousand
 * @param minDuration a shorter inactivity never alarms
 * @param minActiveMinutes a courier with fewer of them is not known well enough
 * @param learningPeriod from a courier's first active minute to its last; after a week each hour of it was seen once
 * @param zone whose days and nights couriers keep; matters where clocks change
 * @param pollEvery how often instances exchange what they know and log who fell silent
 */
@Validated
@ConfigurationProperties("waymark.ingest.activity")
public record AlertThresholds(
        @DefaultValue("10") @Min(1) int missedMinutes,
        @DefaultValue("15m") @DurationMin Duration minDuration,
        @DefaultValue("20") @Min(1) int minActiveMinutes,
        @DefaultValue("7d") @DurationMin Duration learningPeriod,
        @DefaultValue("UTC") ZoneId zone,

        @DefaultValue("30s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration pollEvery) {}
