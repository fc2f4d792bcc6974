package dev.waymark.ingest.courier.mapping;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/**
 * How a courier writes times: {@code iso}, {@code unix-seconds}, {@code unix-millis}, or a pattern of
 * {@link DateTimeFormatter} with English names.
 */
sealed interface TimePattern {

    TimePattern ISO = new Iso();

    List<TimePattern> ISO_ONLY = List.of(ISO);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TimePattern of(String written) {
        return switch (written) {
            case "iso" -> ISO;
            case "unix-seconds" -> new Unix(1_000);
            case "unix-millis" -> new Unix(1);
            default -> Formatted.of(written);
        };
    }

    /**
     * An {@link OffsetDateTime}, {@link LocalDateTime} or {@link LocalDate}, whichever {@code text} amounts to.
     *
     * @throws DateTimeException when it is not written so
     */
    TemporalAccessor parse(String text);

    /**
     * The time of a day that {@code text} amounts to.
     *
     * @throws DateTimeException when it is not written so
     */
    LocalTime hour(String text);

    /** Whether what is written so may tell its own zone. */
    boolean tellsZone();

    /** As {@code parseBest} would have it, which makes an exception of everything that a text does not say. */
    private static TemporalAccessor amountingTo(TemporalAccessor parsed) {
        var date = LocalDate.from(parsed);
        var time = parsed.query(TemporalQueries.localTime());
        var offset = parsed.query(TemporalQueries.offset());
        if (time == null) {
            return date;
        }
        return offset == null ? date.atTime(time) : OffsetDateTime.of(date, time, offset);
    }

    /** Counted from 1970 in UTC. */
    record Unix(long millis) implements TimePattern {

        @Override
        public TemporalAccessor parse(String text) {
            try {
                return Instant.ofEpochMilli(Math.multiplyExact(Long.parseLong(text), millis))
                        .atOffset(ZoneOffset.UTC);
            } catch (NumberFormatException | ArithmeticException e) {
                throw new DateTimeException("not a number of seconds", e);
            }
        }

        @Override
        public LocalTime hour(String text) {
            throw new DateTimeException("an instant, not an hour");
        }

        @Override
        public boolean tellsZone() {
            return true;
        }
    }

    /** ISO 8601 as couriers understand it: with or without time, offset, fraction, and the colon in the offset. */
    record Iso() implements TimePattern {

        private static final int DATE_LENGTH = 10;

        /** What nearly all write. Every part that may be missing makes the formatter copy all that it has read so far. */
        private static final DateTimeFormatter USUAL = iso(new DateTimeFormatterBuilder()
                .append(ISO_LOCAL_DATE)
                .appendLiteral('T')
                .append(ISO_LOCAL_TIME)
                .appendOffset("+HH:MM", "Z"));

        private static final DateTimeFormatter ANY = iso(new DateTimeFormatterBuilder()
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
                .optionalEnd());

        @Override
        public TemporalAccessor parse(String text) {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text);
            }
            return (isUsual(text) ? USUAL : ANY).parse(text, TimePattern::amountingTo);
        }

        @Override
        public LocalTime hour(String text) {
            return LocalTime.parse(text);
        }

        @Override
        public boolean tellsZone() {
            return true;
        }

        private static boolean isUsual(String text) {
            var sign = text.length() - "+00:00".length();
            return text.endsWith("Z")
                    || (sign > DATE_LENGTH
                            && text.charAt(sign + 3) == ':'
                            && (text.charAt(sign) == '+' || text.charAt(sign) == '-'));
        }

        private static DateTimeFormatter iso(DateTimeFormatterBuilder parts) {
            return parts.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
        }
    }

    /** Written by a pattern. */
    record Formatted(DateTimeFormatter format, boolean tellsZone) implements TimePattern {

        static Formatted of(String pattern) {
            var format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            // Written out and read again: only what a pattern keeps is there.
            var sample = ZonedDateTime.of(2026, 11, 23, 9, 5, 7, 0, ZoneOffset.ofHours(3));
            return new Formatted(format, format.parse(format.format(sample)).query(TemporalQueries.zone()) != null);
        }

        @Override
        public TemporalAccessor parse(String text) {
            return format.parse(text, TimePattern::amountingTo);
        }

        @Override
        public LocalTime hour(String text) {
            return LocalTime.from(format.parse(text));
        }
    }
}
