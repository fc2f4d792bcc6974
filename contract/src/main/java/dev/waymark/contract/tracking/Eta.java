package dev.waymark.contract.tracking;

import static dev.waymark.contract.Checks.check;
import static dev.waymark.contract.Checks.isInCalendar;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When the parcel is expected, in days and hours of the place it goes to. A date stays a date: it never becomes
 * midnight somewhere.
 *
 * @param from the first expected day
 * @param until the last expected day, the same as {@code from} for a single day
 * @param fromTime start of the expected hours on a single day, where known
 * @param untilTime end of the expected hours on a single day, where known
 * @param statedAt when it was said; of two estimates the later said one holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Eta(
        LocalDate from,
        LocalDate until,
        @Nullable LocalTime fromTime,
        @Nullable LocalTime untilTime,
        Source source,
        Instant statedAt) {

    /** Who said so. */
    public enum Source {
        SHOP,
        @JsonEnumDefaultValue
        COURIER
    }

    public Eta {
        check(isInCalendar(from) && isInCalendar(until), "eta (expected: years of four digits)");
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("eta.until: %s (expected: not before %s)".formatted(until, from));
        }
    }

    /** Whether {@code other} names the same days and hours, whoever said it and when. */
    public boolean sameWindow(Eta other) {
        return from.equals(other.from)
                && until.equals(other.until)
                && java.util.Objects.equals(fromTime, other.fromTime)
                && java.util.Objects.equals(untilTime, other.untilTime);
    }
}
