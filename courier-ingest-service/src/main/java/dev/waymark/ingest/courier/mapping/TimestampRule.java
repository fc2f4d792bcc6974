package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Selects a time in a payload: how it is written, and how reliable its zone is. Its text is selected by {@code at} or by
 * {@code parts}.
 *
 * @param parts the parts of the text, such as date and time, joined by a space
 * @param patterns how it is written, tried in order; ISO 8601 without any
 * @param zone the assumed zone of times without one of their own
 * @param zoneAt the place's zone or offset, as the courier gives it
 * @param zoneOf the zone by the place's name, such as its country
 * @param suspectZone whether the courier's zone is known to be wrong at times
 * @param midnightIsDate whether midnight means that only the date is known
 * @param localTime the same moment in local time at the place
 */
record TimestampRule(
        FieldSelector at,
        List<RelativeJsonPointer> parts,
        List<TimePattern> patterns,
        @Nullable ZoneId zone,
        FieldSelector zoneAt,
        @Nullable ZoneByPlace zoneOf,
        boolean suspectZone,
        boolean midnightIsDate,
        @JsonAlias("local") @Nullable LocalTimeCheck localTime)
        implements Rule {

    /** No shipment's event happened before, and nobody plans after: such a year is a misread field. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    TimestampRule {
        parts = List.copyOf(parts);
        patterns = List.copyOf(patterns);
        check(at.isNone() != parts.isEmpty(), "time (expected: exactly one of at, parts)");
        check(
                zone != null
                        || !zoneAt.isNone()
                        || zoneOf != null
                        || patterns.stream().allMatch(TimePattern::mayHaveZone),
                "zone: missing (expected: zone, zoneAt or zoneOf, for a pattern that has none)");
    }

    /** The time by the first of {@code rules} that finds a text. */
    static CheckpointTime first(List<TimestampRule> rules, JsonContext context, String field) {
        for (var rule : rules) {
            var time = rule.in(context, field);
            if (time != null) {
                return time;
            }
        }
        throw rules.getFirst().unmappable(field, "a text");
    }

    @Nullable
    Instant instantIn(JsonContext context, String field) {
        var time = in(context, field);
        return time == null ? null : time.occurredAt();
    }

    private @Nullable CheckpointTime in(JsonContext context, String field) {
        var text = parts.isEmpty() ? at.in(context) : context.joinedText(parts);
        if (text == null) {
            return null;
        }
        var parsed = TimePattern.parse(patterns, text);
        if (parsed == null) {
            throw unmappable(field, "a time as the mapping says");
        }
        var time = time(parsed, text, context, field);
        checkCentury(time.occurredAt(), field);
        return comparedWithLocalTime(time, context);
    }

    @Override
    public Stream<RelativeJsonPointer> visible() {
        return Rule.visibleOf(at, parts::stream, zoneAt, zoneOf == null ? null : zoneOf.at(), localTime);
    }

    private CheckpointTime time(TemporalAccessor parsed, String text, JsonContext context, String field) {
        if (isDateOnly(parsed)) {
            return startOfDay(parsed, text, context);
        }
        if (parsed instanceof OffsetDateTime time) {
            // Before its conversion to the place's zone, which the last year that can be written does not survive.
            checkCentury(time.toInstant(), field);
            return new CheckpointTime(
                    time.toInstant(),
                    atPlace(time, text, context),
                    suspectZone ? ZoneQuality.SUSPECT : ZoneQuality.EXPLICIT);
        }
        return zoned(LocalDateTime.from(parsed), text, context, field);
    }

    private boolean isDateOnly(TemporalAccessor parsed) {
        return parsed instanceof LocalDate
                || (midnightIsDate && LocalTime.from(parsed).equals(LocalTime.MIDNIGHT));
    }

    private CheckpointTime startOfDay(TemporalAccessor parsed, String text, JsonContext context) {
        var ownZone = parsed instanceof OffsetDateTime time ? time.getOffset() : zoneAtPlace(context);
        var usedZone = ownZone != null ? ownZone : zone != null ? zone : ZoneOffset.UTC;
        return new CheckpointTime(
                LocalDate.from(parsed).atStartOfDay(usedZone).toInstant(), text, ZoneQuality.DATE_ONLY);
    }

    private CheckpointTime zoned(LocalDateTime time, String text, JsonContext context, String field) {
        var atPlace = zoneAtPlace(context);
        if (atPlace != null) {
            return new CheckpointTime(time.atZone(atPlace).toInstant(), text, ZoneQuality.EXPLICIT);
        }
        var ofPlace = zoneOf == null ? null : zoneOf.in(context);
        if (ofPlace != null) {
            return new CheckpointTime(time.atZone(ofPlace).toInstant(), text, ZoneQuality.FROM_LOCATION);
        }
        if (zone == null) {
            throw unmappable(field, "a time with its zone");
        }
        return new CheckpointTime(
                time.atZone(zone).toInstant(), text, suspectZone ? ZoneQuality.SUSPECT : ZoneQuality.ASSUMED);
    }

    /** In local time at the place, where the courier gives the place's offset too. */
    private String atPlace(OffsetDateTime time, String text, JsonContext context) {
        var atPlace = zoneAtPlace(context);
        return atPlace == null
                ? text
                : time.atZoneSameInstant(atPlace).toOffsetDateTime().toString();
    }

    private @Nullable ZoneId zoneAtPlace(JsonContext context) {
        var text = zoneAt.in(context);
        try {
            // UPS writes an offset with a dot.
            return text == null ? null : ZoneId.of(text.replace('.', ':'));
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** A local time that is possible at that instant confirms an assumed zone; an impossible one makes any suspect. */
    private CheckpointTime comparedWithLocalTime(CheckpointTime time, JsonContext context) {
        var local = localTime == null ? null : localTime.text(context);
        if (localTime == null || local == null) {
            return time;
        }
        var confirmed = time.zoneQuality() == ZoneQuality.ASSUMED ? ZoneQuality.EXPLICIT : time.zoneQuality();
        var isPossible = localTime.isPossible(local, time.occurredAt(), context);
        return new CheckpointTime(time.occurredAt(), local, isPossible ? confirmed : ZoneQuality.SUSPECT);
    }

    private void checkCentury(Instant instant, String field) {
        if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
            throw unmappable(field, "a time in this century");
        }
    }

    private UnmappablePayload unmappable(String field, String expectation) {
        return new UnmappablePayload("%s at %s (expected: %s)"
                .formatted(field, at.isNone() ? parts : at.pointers().getFirst(), expectation));
    }

    /**
     * The zone of a place by its name.
     *
     * @param zones the zone of each name
     */
    record ZoneByPlace(
            @JsonProperty(required = true) FieldSelector at,
            @JsonProperty(required = true) Map<String, ZoneId> zones) {

        private @Nullable ZoneId in(JsonContext context) {
            var name = at.in(context);
            return name == null ? null : zones.get(name);
        }
    }
}
