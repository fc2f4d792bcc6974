package dev.waymark.contract.tracking;

import static dev.waymark.contract.Checks.check;
import static dev.waymark.contract.Checks.isInCalendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a checkpoint happened.
 *
 * @param occurredAt the best instant we can give; the start of the day where only a date is known
 * @param occurredLocal what the courier printed, as printed; absent when the courier printed nothing
 * @param zoneQuality how much of {@code occurredAt} is the courier's word and how much our assumption
 */
public record CheckpointTime(Instant occurredAt, @Nullable String occurredLocal, ZoneQuality zoneQuality) {

    public CheckpointTime {
        check(isInCalendar(occurredAt), "occurredAt (expected: a year of four digits)");
    }
}
