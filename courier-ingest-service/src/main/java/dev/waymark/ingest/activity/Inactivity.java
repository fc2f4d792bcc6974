package dev.waymark.ingest.activity;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a courier has been inactive, and what that means. Health shows when it began and what is usual.
 *
 * @param since the minute in which it was last active
 * @param duration from then to now
 * @param missedMinutes in how many minutes it would usually have been active since
 * @param usualGap between two active minutes at this hour of the week; over the whole week where the courier usually rests
 *     at this hour
 * @param isAlarming whether this is more than chance
 */
@JsonIncludeProperties({"since", "usualGap"})
public record Inactivity(
        Instant since, Duration duration, double missedMinutes, Duration usualGap, boolean isAlarming) {}
