package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The short ways through ISO 8601 lead where the long one does. */
class TimePatternPropertyTest {

    private static final DateTimeFormatter LONG_WAY = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    @Property(tries = 5_000)
    void isoIsParsedAsByOneFormatter(@ForAll("texts") String text) {
        assertThat(read(text, TimePattern.ISO::parse)).isEqualTo(read(text, TimePatternPropertyTest::theLongWay));
    }

    @Provide
    Arbitrary<String> texts() {
        return Combinators.combine(
                        Arbitraries.of("2026-11-23", "2026-02-30", "+12026-01-01", "2026-1-23", "2026-11-2", ""),
                        Arbitraries.of(
                                "",
                                "T",
                                "t",
                                " ",
                                "T09:00",
                                "T09:00:00",
                                "T9:00",
                                "T09:00:00.1234567",
                                "T24:00:00",
                                "T00:00"),
                        Arbitraries.of("", "Z", "z", "+03:00", "-03:00", "+0300", "+03", "+18:00", "+19:00", "+3:00"))
                .as((date, time, offset) -> date + time + offset);
    }

    private static Object theLongWay(String text) {
        return LONG_WAY.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    }

    private static Object read(String text, Function<String, Object> reader) {
        try {
            return reader.apply(text);
        } catch (DateTimeException notOne) {
            return "not a time";
        }
    }
}
