package dev.waymark.ingest.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hour of one source, as instances exchange it: all minutes that the writer knows of.
 *
 * @param courier absent for the minutes in which ingest was listening
 * @param minutes of that hour, 0 to 59
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActiveHour(@Nullable CourierCode courier, Instant hour, List<Integer> minutes) {

    public ActiveHour {
        minutes = List.copyOf(minutes);
        if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException("hour: %s (expected: a whole one)".formatted(hour));
        }
        if (!minutes.stream().allMatch(minute -> minute >= 0 && minute < 60)) {
            throw new IllegalArgumentException("minutes: %s (expected: 0..59)".formatted(minutes));
        }
    }

    /** Of the records with one key the newest replaces the others. */
    public String key() {
        return source().name() + ":" + hour;
    }

    ActivitySource source() {
        return courier == null ? ActivitySource.INGEST : ActivitySource.of(courier);
    }
}
