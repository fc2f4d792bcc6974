package dev.waymark.ingest.courier.mapping;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a courier writes times: {@code iso}, {@code unix-seconds}, {@code unix-millis}, or a pattern of
 * {@link DateTimeFormatter} with English names.
 *
 * @param formatter the formatter for a given text
 * @param mayHaveZone whether a time may be written with its own zone
 */
record TimePattern(Function<String, DateTimeFormatter> formatter, boolean mayHaveZone) {

    /** ISO 8601 as couriers write it: with or without time, offset, fraction, and the colon in the offset. */
    static final TimePattern ISO = new TimePattern(TimePattern::isoFormatter, true);

    private static final List<TimePattern> ISO_ONLY = List.of(ISO);

    /** Longer than any time; a longer text is not tried. */
    private static final int MAX_LENGTH = 64;

    private static final int DATE_LENGTH = 10;

    /** What nearly all write. For each optional part the formatter copies all that it has parsed so far. */
    private static final DateTimeFormatter ISO_WITH_OFFSET = strict(new DateTimeFormatterBuilder()
            .append(ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(ISO_LOCAL_TIME)
            .appendPattern("XXX"));

    private static final DateTimeFormatter ISO_ANY = strict(new DateTimeFormatterBuilder()
            .append(ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX]"));

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TimePattern of(String pattern) {
        return switch (pattern) {
            case "iso" -> ISO;
            case "unix-seconds" -> of(unixTime().toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC));
            case "unix-millis" ->
                of(unixTime()
                        .appendValue(ChronoField.MILLI_OF_SECOND, 3)
                        .toFormatter(Locale.ROOT)
                        .withZone(ZoneOffset.UTC));
            default -> of(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
        };
    }

    /**
     * An {@link OffsetDateTime}, {@link java.time.LocalDateTime} or {@link LocalDate}, by the first of {@code patterns} that
     * {@code text} is written by; absent when it is written by none.
     */
    static @Nullable TemporalAccessor parse(List<TimePattern> patterns, String text) {
        if (text.length() <= MAX_LENGTH) {
            for (var pattern : patterns.isEmpty() ? ISO_ONLY : patterns) {
                try {
                    return pattern.parse(text);
                } catch (DateTimeException _) {
                    // The next one is tried.
                }
            }
        }
        return null;
    }

    TemporalAccessor parse(String text) {
        return formatter.apply(text).parse(text, TimePattern::mostSpecific);
    }

    LocalTime parseTimeOfDay(String text) {
        return LocalTime.from(formatter.apply(text).parse(text));
    }

    private static TimePattern of(DateTimeFormatter formatter) {
        // Formatted and parsed again: only what the pattern holds is left.
        var sample = ZonedDateTime.of(2026, 11, 23, 9, 5, 7, 0, ZoneOffset.ofHours(3));
        var parsed = formatter.parse(formatter.format(sample));
        return new TimePattern(_ -> formatter, parsed.query(TemporalQueries.zone()) != null);
    }

    /** As {@code parseBest} does, which throws and catches an exception for each type that the text is not. */
    private static TemporalAccessor mostSpecific(TemporalAccessor parsed) {
        var date = LocalDate.from(parsed);
        var time = parsed.query(TemporalQueries.localTime());
        var offset = parsed.query(TemporalQueries.offset());
        if (time == null) {
            return date;
        }
        return offset == null ? date.atTime(time) : OffsetDateTime.of(date, time, offset);
    }

    private static DateTimeFormatter isoFormatter(String text) {
        if (text.indexOf(':') == 2) {
            return ISO_LOCAL_TIME;
        }
        if (text.length() == DATE_LENGTH) {
            return ISO_LOCAL_DATE;
        }
        return endsWithOffset(text) ? ISO_WITH_OFFSET : ISO_ANY;
    }

    private static boolean endsWithOffset(String text) {
        var sign = text.length() - "+00:00".length();
        return text.endsWith("Z")
                || (sign > DATE_LENGTH
                        && text.charAt(sign + 3) == ':'
                        && (text.charAt(sign) == '+' || text.charAt(sign) == '-'));
    }

    private static DateTimeFormatter strict(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatterBuilder unixTime() {
        return new DateTimeFormatterBuilder().appendValue(ChronoField.INSTANT_SECONDS, 1, 19, SignStyle.NORMAL);
    }
}
