package dev.waymark.ingest.courier.mapping;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.events.tracking.CheckpointTime;
import dev.waymark.events.tracking.ZoneQuality;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where a time stands in a payload, how it is written, and how far to believe its zone. */
final class TimeFormat {

    /** ISO 8601 as couriers understand it: with or without time, offset, fraction, and the colon in the offset. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Nothing on a parcel's way happened before, and nobody plans after: such a year is a misread field. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final int MAX_PRINTED = 64;

    private final TextAt at;
    private final List<DateTimeFormatter> formats;
    private final @Nullable ZoneId zone;
    private final boolean suspect;

    /**
     * @param patterns patterns of {@link DateTimeFormatter} with English names, tried in order; ISO 8601 without any
     * @param zone where times without a zone of their own are, as far as we know
     * @param suspect whether the zone that the courier prints is known to be wrong at times
     */
    @JsonCreator
    TimeFormat(
            @JsonProperty(value = "at", required = true) TextAt at,
            @JsonProperty("patterns") @Nullable List<String> patterns,
            @JsonProperty("zone") @Nullable ZoneId zone,
            @JsonProperty("suspectZone") boolean suspect) {
        this.at = at;
        this.formats = patterns == null
                ? List.of(ISO)
                : patterns.stream().map(TimeFormat::formatter).toList();
        this.zone = zone;
        this.suspect = suspect;
        if (zone == null && patterns != null && !formats.stream().allMatch(TimeFormat::printsZone)) {
            throw new IllegalArgumentException("zone: missing (expected: one, for a pattern that has none)");
        }
    }

    CheckpointTime in(JsonNode node, String field) {
        var printed = at.requiredIn(node, field);
        return read(printed, field);
    }

    @Nullable
    Instant instantIn(JsonNode node, String field) {
        var printed = at.in(node);
        return printed == null ? null : read(printed, field).occurredAt();
    }

    private CheckpointTime read(String printed, String field) {
        if (printed.length() <= MAX_PRINTED) {
            for (var format : formats) {
                try {
                    return time(
                            printed,
                            format.parseBest(printed, OffsetDateTime::from, LocalDateTime::from, LocalDate::from),
                            field);
                } catch (DateTimeException notThisFormat) {
                    // The next one may be it.
                }
            }
        }
        throw at.unreadable(field, "a time as the mapping says");
    }

    private CheckpointTime time(String printed, TemporalAccessor parsed, String field) {
        if (parsed instanceof OffsetDateTime time) {
            var quality = suspect ? ZoneQuality.SUSPECT : ZoneQuality.EXPLICIT;
            return bounded(time.toInstant(), printed, quality, field);
        }
        if (parsed instanceof LocalDateTime time) {
            if (zone == null) {
                throw at.unreadable(field, "a time with its zone");
            }
            return bounded(time.atZone(zone).toInstant(), printed, ZoneQuality.ASSUMED, field);
        }
        var start = LocalDate.from(parsed).atStartOfDay(zone == null ? ZoneOffset.UTC : zone);
        return bounded(start.toInstant(), printed, ZoneQuality.DATE_ONLY, field);
    }

    private CheckpointTime bounded(Instant instant, String printed, ZoneQuality quality, String field) {
        if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
            throw at.unreadable(field, "a time in this century");
        }
        return new CheckpointTime(instant, printed, quality);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    /** Written out and read again: only what a pattern keeps is there. */
    private static boolean printsZone(DateTimeFormatter format) {
        var sample = ZonedDateTime.of(2026, 11, 23, 9, 5, 7, 0, ZoneOffset.ofHours(3));
        return format.parse(format.format(sample)).query(TemporalQueries.zone()) != null;
    }
}
