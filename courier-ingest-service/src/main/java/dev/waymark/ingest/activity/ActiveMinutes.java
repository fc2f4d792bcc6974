package dev.waymark.ingest.activity;

import static dev.waymark.contract.Checks.check;

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
public record ActiveMinutes(@Nullable CourierCode courier, Instant hour, List<Integer> minutes) {

    /** In place of a courier's code, none of which begins with a dash: the minutes in which ingest was listening. */
    static final String LISTENING = "-";

    public ActiveMinutes {
        minutes = List.copyOf(minutes);
        check(hour.equals(hour.truncatedTo(ChronoUnit.HOURS)), "hour: %s (expected: a whole one)".formatted(hour));
        check(
                minutes.stream().allMatch(minute -> minute >= 0 && minute < 60),
                "minutes: %s (expected: 0..59)".formatted(minutes));
    }

    /** Of the records with one key the newest replaces the others. */
    public String key() {
        return source() + ":" + hour;
    }

    String source() {
        return courier == null ? LISTENING : courier.value();
    }
}
