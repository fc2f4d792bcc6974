package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
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

/** Where a time stands in a payload, how it is written, and how far to believe its zone. */
final class TimestampRule {

    /** Nothing on a parcel's way happened before, and nobody plans after: such a year is a misread field. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final TimestampSource printed;
    private final @Nullable ZoneId zone;
    private final @Nullable FieldSelector zoneAt;
    private final @Nullable ZoneOfPlace zoneOf;
    private final boolean suspect;
    private final boolean midnightIsDate;
    private final @Nullable LocalTimeCheck local;

    /**
     * @param patterns how it is written, tried in order; ISO 8601 without any
     * @param zone where times without a zone of their own are, as far as we know
     * @param zoneAt where the place's zone or offset is printed
     * @param zoneOf the zone of a place by its name, such as its country
     * @param suspect whether the zone that the courier prints is known to be wrong at times
     * @param midnightIsDate whether midnight means that only the date is known
     * @param local the same moment as the clock at the place showed it
     */
    @JsonCreator
    TimestampRule(
            @JsonProperty("at") @Nullable FieldSelector at,
            @JsonProperty("parts") @Nullable List<RelativeJsonPointer> parts,
            @JsonProperty("patterns") @Nullable List<TimePattern> patterns,
            @JsonProperty("zone") @Nullable ZoneId zone,
            @JsonProperty("zoneAt") @Nullable FieldSelector zoneAt,
            @JsonProperty("zoneOf") @Nullable ZoneOfPlace zoneOf,
            @JsonProperty("suspectZone") boolean suspect,
            @JsonProperty("midnightIsDate") boolean midnightIsDate,
            @JsonProperty("local") @Nullable LocalTimeCheck local) {
        this.printed = new TimestampSource(at, parts, patterns);
        this.zone = zone;
        this.zoneAt = zoneAt;
        this.zoneOf = zoneOf;
        this.suspect = suspect;
        this.midnightIsDate = midnightIsDate;
        this.local = local;
        if (zone == null && zoneAt == null && zoneOf == null && !printed.alwaysTellsZone()) {
            throw new IllegalArgumentException(
                    "zone: missing (expected: zone, zoneAt or zoneOf, for a pattern that has none)");
        }
    }

    /** Where it looks, the time first. */
    Stream<RelativeJsonPointer> places() {
        return Stream.of(
                        printed.places(),
                        Stream.ofNullable(zoneAt).flatMap(FieldSelector::shown),
                        Stream.ofNullable(zoneOf).flatMap(of -> of.at().shown()),
                        Stream.ofNullable(local).flatMap(LocalTimeCheck::places))
                .flatMap(places -> places);
    }

    /** The first of {@code formats} whose text is there. */
    static CheckpointTime first(List<TimestampRule> formats, JsonContext scope, String field) {
        for (var format : formats) {
            var time = format.in(scope, field);
            if (time != null) {
                return time;
            }
        }
        throw formats.get(0).printed.unreadable(field, "a text");
    }

    @Nullable
    Instant instantIn(JsonContext scope, String field) {
        var time = in(scope, field);
        return time == null ? null : time.occurredAt();
    }

    private @Nullable CheckpointTime in(JsonContext scope, String field) {
        var text = printed.text(scope);
        if (text == null) {
            return null;
        }
        var parsed = printed.parsed(text);
        if (parsed == null) {
            throw printed.unreadable(field, "a time as the mapping says");
        }
        var time = dateAtMidnight(parsed) ? startOfDay(parsed, text, scope) : time(parsed, text, scope, field);
        checkCentury(time.occurredAt(), field);
        return besideLocal(time, scope);
    }

    private void checkCentury(Instant instant, String field) {
        if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
            throw printed.unreadable(field, "a time in this century");
        }
    }

    private CheckpointTime time(TemporalAccessor parsed, String text, JsonContext scope, String field) {
        if (parsed instanceof OffsetDateTime time) {
            // Before it is moved to its place: the last year that can be written cannot be moved.
            checkCentury(time.toInstant(), field);
            return new CheckpointTime(
                    time.toInstant(), atPlace(time, text, scope), suspect ? ZoneQuality.SUSPECT : ZoneQuality.EXPLICIT);
        }
        if (parsed instanceof LocalDateTime time) {
            return zoned(time, text, scope, field);
        }
        return startOfDay(parsed, text, scope);
    }

    private CheckpointTime zoned(LocalDateTime time, String text, JsonContext scope, String field) {
        var printedZone = printedZone(scope);
        if (printedZone != null) {
            return new CheckpointTime(time.atZone(printedZone).toInstant(), text, ZoneQuality.EXPLICIT);
        }
        var ofPlace = zoneOf == null ? null : zoneOf.in(scope);
        if (ofPlace != null) {
            return new CheckpointTime(time.atZone(ofPlace).toInstant(), text, ZoneQuality.FROM_LOCATION);
        }
        if (zone == null) {
            throw printed.unreadable(field, "a time with its zone");
        }
        return new CheckpointTime(
                time.atZone(zone).toInstant(), text, suspect ? ZoneQuality.SUSPECT : ZoneQuality.ASSUMED);
    }

    private CheckpointTime startOfDay(TemporalAccessor parsed, String text, JsonContext scope) {
        var printedZone = parsed instanceof OffsetDateTime time ? time.getOffset() : printedZone(scope);
        var known = printedZone != null ? printedZone : zone != null ? zone : ZoneOffset.UTC;
        return new CheckpointTime(LocalDate.from(parsed).atStartOfDay(known).toInstant(), text, ZoneQuality.DATE_ONLY);
    }

    private boolean dateAtMidnight(TemporalAccessor parsed) {
        return midnightIsDate
                && !(parsed instanceof LocalDate)
                && LocalTime.from(parsed).equals(LocalTime.MIDNIGHT);
    }

    /** As the clock at the place showed it, where the courier prints the place's offset beside. */
    private String atPlace(OffsetDateTime time, String text, JsonContext scope) {
        var place = printedZone(scope);
        return place == null
                ? text
                : time.atZoneSameInstant(place).toOffsetDateTime().toString();
    }

    private CheckpointTime besideLocal(CheckpointTime time, JsonContext scope) {
        var shown = local == null ? null : local.text(scope);
        if (local == null || shown == null) {
            return time;
        }
        return new CheckpointTime(
                time.occurredAt(),
                shown,
                local.canBe(shown, time.occurredAt(), scope) ? confirmed(time.zoneQuality()) : ZoneQuality.SUSPECT);
    }

    /** Of a time beside a clock that can have shown it: an assumption is none any more. */
    private static ZoneQuality confirmed(ZoneQuality alone) {
        return alone == ZoneQuality.ASSUMED ? ZoneQuality.EXPLICIT : alone;
    }

    private @Nullable ZoneId printedZone(JsonContext scope) {
        var text = zoneAt == null ? null : zoneAt.in(scope);
        try {
            // UPS writes an offset with a dot.
            return text == null ? null : ZoneId.of(text.replace('.', ':'));
        } catch (DateTimeException notAZone) {
            return null;
        }
    }

    /**
     * @param at where the place's name stands
     * @param zones the zone of each name
     */
    record ZoneOfPlace(
            @JsonProperty(required = true) FieldSelector at,
            @JsonProperty(required = true) Map<String, ZoneId> zones) {

        private @Nullable ZoneId in(JsonContext scope) {
            var name = at.in(scope);
            return name == null ? null : zones.get(name);
        }
    }
}
