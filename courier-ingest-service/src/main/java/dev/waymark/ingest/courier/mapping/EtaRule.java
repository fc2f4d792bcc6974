package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.tracking.Eta;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the estimated days and hours. Only the date is taken of what looks like an instant: couriers give the recipient's
 * day with some other zone; unless {@code zone} is given.
 *
 * @param until the last day, where the courier gives another
 * @param zone the zone in which the day of an instant is taken
 * @param patterns how the days are written; ISO 8601 without any
 * @param timePattern how the hours are written; ISO 8601 when absent
 */
record EtaRule(
        List<Condition> when,
        @JsonProperty(required = true) FieldSelector from,
        FieldSelector until,
        FieldSelector fromTime,
        FieldSelector untilTime,
        @Nullable ZoneId zone,
        List<TimePattern> patterns,
        @JsonAlias("hours") @Nullable TimePattern timePattern)
        implements Rule {

    /** An estimate that long before the latest checkpoint is a left-over or a default. */
    private static final int STALE_AFTER_DAYS = 60;

    EtaRule {
        when = List.copyOf(when);
        patterns = List.copyOf(patterns);
    }

    /** @param latestCheckpoint when the latest checkpoint of the same message happened; absent without one */
    @Nullable
    Eta in(JsonContext shipment, Instant statedAt, @Nullable Instant latestCheckpoint) {
        var firstDay = from.in(shipment);
        if (firstDay == null || !Condition.allHold(when, shipment)) {
            return null;
        }
        var lastDay = until.in(shipment);
        try {
            var eta = new Eta(
                    date(firstDay),
                    date(lastDay == null ? firstDay : lastDay),
                    time(fromTime.in(shipment)),
                    time(untilTime.in(shipment)),
                    Eta.Source.COURIER,
                    statedAt);
            return isStale(eta, latestCheckpoint) ? null : eta;
        } catch (DateTimeException | IllegalArgumentException _) {
            throw from.unmappable("eta", "days, the last not before the first, and hours");
        }
    }

    @Override
    public Stream<RelativeJsonPointer> visible() {
        return Rule.visibleOf(Rule.all(when), from, until, fromTime, untilTime);
    }

    private static boolean isStale(Eta eta, @Nullable Instant latestCheckpoint) {
        return latestCheckpoint != null
                && eta.until()
                        .plusDays(STALE_AFTER_DAYS)
                        .isBefore(LocalDate.ofInstant(latestCheckpoint, ZoneOffset.UTC));
    }

    private LocalDate date(String text) {
        var parsed = TimePattern.parse(patterns, text);
        if (parsed == null) {
            throw new DateTimeException("not a date");
        }
        var date = zone != null && parsed instanceof OffsetDateTime instant
                ? instant.atZoneSameInstant(zone).toLocalDate()
                : LocalDate.from(parsed);
        return ofThisCentury(date);
    }

    /** No shipment is awaited in another: such a year is a misread field. */
    static LocalDate ofThisCentury(LocalDate date) {
        if (date.getYear() < 2000 || date.getYear() > 2100) {
            throw new DateTimeException("not a date of this century");
        }
        return date;
    }

    private @Nullable LocalTime time(@Nullable String text) {
        return text == null ? null : timePattern == null ? LocalTime.parse(text) : timePattern.parseTimeOfDay(text);
    }
}
