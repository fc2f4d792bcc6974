package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.tracking.Eta;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the expected days and hours stand. Only the date is taken of what looks like an instant: couriers print the
 * recipient's day with somebody else's zone; unless its zone is known.
 *
 * @param until the last day, where the courier names another
 * @param zone where the day of an instant is looked up
 * @param patterns how the days are written; ISO 8601 without any
 * @param hours how the hours are written; ISO 8601 when absent
 */
record EtaRule(
        @Nullable List<Condition> when,
        @JsonProperty(required = true) FieldSelector from,
        @Nullable FieldSelector until,
        @Nullable FieldSelector fromTime,
        @Nullable FieldSelector untilTime,
        @Nullable ZoneId zone,
        @Nullable List<TimePattern> patterns,
        @Nullable TimePattern hours) {

    /** An estimate so long before the news it comes with is a left-over or a default, and nobody's expectation. */
    private static final int STALE_AFTER_DAYS = 60;

    /**
     * @param lastNews when the newest checkpoint of the same message happened; absent without one
     */
    @Nullable
    Eta in(JsonContext message, Instant statedAt, @Nullable Instant lastNews) {
        var firstDay = from.in(message);
        if (firstDay == null || (when != null && !Condition.all(when, message))) {
            return null;
        }
        var lastDay = until == null ? null : until.in(message);
        try {
            var eta = new Eta(
                    date(firstDay),
                    date(lastDay == null ? firstDay : lastDay),
                    time(fromTime, message),
                    time(untilTime, message),
                    Eta.Source.COURIER,
                    statedAt);
            return isStale(eta, lastNews) ? null : eta;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw from.unreadable("eta", "days, the last not before the first, and hours");
        }
    }

    private static boolean isStale(Eta eta, @Nullable Instant lastNews) {
        return lastNews != null
                && eta.until().plusDays(STALE_AFTER_DAYS).isBefore(LocalDate.ofInstant(lastNews, ZoneOffset.UTC));
    }

    private LocalDate date(String text) {
        var parsed = new TimestampSource(from, null, patterns).parsed(text);
        var date = parsed == null ? null : day(parsed);
        if (date == null || date.getYear() < 2000 || date.getYear() > 2100) {
            throw new DateTimeException("not a date of this century");
        }
        return date;
    }

    private LocalDate day(TemporalAccessor parsed) {
        return zone != null && parsed instanceof OffsetDateTime instant
                ? instant.atZoneSameInstant(zone).toLocalDate()
                : LocalDate.from(parsed);
    }

    private @Nullable LocalTime time(@Nullable FieldSelector at, JsonContext message) {
        var text = at == null ? null : at.in(message);
        return text == null ? null : hours == null ? LocalTime.parse(text) : hours.hour(text);
    }
}
