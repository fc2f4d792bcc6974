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

    /** ISO 8601 as couriers understand it: with or without time, offset, fraction, and the colon in the offset. */
    TimePattern ISO = new Formatted(
            new DateTimeFormatterBuilder()
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
                    .withResolverStyle(ResolverStyle.STRICT),
            true);

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
            return format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        }

        @Override
        public LocalTime hour(String text) {
            return LocalTime.from(format.parse(text));
        }
    }
}
