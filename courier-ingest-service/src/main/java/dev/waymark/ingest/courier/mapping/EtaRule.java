package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.events.tracking.Eta;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the expected days and hours stand. Only the date is taken of what looks like an instant: couriers print the
 * recipient's day with somebody else's zone.
 *
 * @param until the last day, where the courier names another
 */
record EtaRule(
        @Nullable List<Condition> when,
        @JsonProperty(required = true) TextAt from,
        @Nullable TextAt until,
        @Nullable TextAt fromTime,
        @Nullable TextAt untilTime) {

    private static final int DATE_LENGTH = "2026-11-23".length();

    @Nullable
    Eta in(JsonNode message, Instant statedAt) {
        var firstDay = from.in(message);
        if (firstDay == null || (when != null && !Condition.all(when, message))) {
            return null;
        }
        var lastDay = until == null ? null : until.in(message);
        try {
            return new Eta(
                    date(firstDay),
                    date(lastDay == null ? firstDay : lastDay),
                    time(fromTime, message),
                    time(untilTime, message),
                    Eta.Source.COURIER,
                    statedAt);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw from.unreadable("eta", "days, the last not before the first, and hours");
        }
    }

    private static LocalDate date(String text) {
        var date = LocalDate.parse(text.length() > DATE_LENGTH ? text.substring(0, DATE_LENGTH) : text);
        if (date.getYear() < 2000 || date.getYear() > 2100) {
            throw new DateTimeException("not in this century");
        }
        return date;
    }

    private static @Nullable LocalTime time(@Nullable TextAt at, JsonNode message) {
        var text = at == null ? null : at.in(message);
        return text == null ? null : LocalTime.parse(text);
    }
}
