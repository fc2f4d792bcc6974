package dev.waymark.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.view.DeliveryWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalizedContextTest {

    private static final LocalDate MAY_12 = LocalDate.parse("2027-05-12");
    private static final DeliveryWindow DAYS = new DeliveryWindow(MAY_12, MAY_12.plusDays(2), null, null);
    private static final DeliveryWindow ACROSS_MONTHS =
            new DeliveryWindow(LocalDate.parse("2027-04-30"), LocalDate.parse("2027-05-02"), null, null);
    private static final DeliveryWindow WHOLE_HOURS = hours("14:00", "18:00");
    private static final DeliveryWindow HALF_HOURS = hours("10:30", "14:00");

    private final LocalizedContext ru = context("ru");
    private final LocalizedContext en = context("en");

    @ParameterizedTest
    @MethodSource("dev.waymark.wording.BundleChecks#shipped")
    void languageIsComplete(Language language) {
        BundleChecks.assertComplete("wording", language);
    }

    @Test
    void windowIsInWords() {
        assertThat(plain(ru.window(DAYS))).isEqualTo("12–14 мая");
        assertThat(plain(ru.window(WHOLE_HOURS))).isEqualTo("12 мая, с 14 до 18");
        assertThat(plain(ru.hours(HALF_HOURS))).isEqualTo("с 10:30 до 14:00");
        assertThat(plain(ru.window(ACROSS_MONTHS))).isEqualTo("30 апреля – 2 мая");

        assertThat(plain(en.window(DAYS))).isEqualTo("12–14 May");
        assertThat(plain(en.window(WHOLE_HOURS))).isEqualTo("12 May, 14:00–18:00");
        assertThat(plain(en.hours(HALF_HOURS))).isEqualTo("10:30–14:00");
        assertThat(plain(en.window(ACROSS_MONTHS))).isEqualTo("30 April – 2 May");
    }

    /** One day that no calendar has gave 500 on each page of its customer. (issue 10, A2) */
    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "+2147483-01-01"})
    void anyDayHasWords(String text) {
        var day = LocalDate.parse(text);

        assertThat(Stream.of(
                        en.day(day),
                        en.until(day),
                        en.dayName(day),
                        en.shortDay(day),
                        en.when(new DeliveryWindow(day, day, null, null)),
                        en.days(new DeliveryWindow(LocalDate.MIN, LocalDate.MAX, null, null))))
                .allSatisfy(words -> assertThat(words).isNotBlank());
    }

    @Test
    void windowIsShortInATextMessage() {
        assertThat(ru.shortDays(DAYS)).isEqualTo("12-14.05");
        assertThat(ru.shortDays(ACROSS_MONTHS)).isEqualTo("30.04-02.05");
        assertThat(ru.shortHours(WHOLE_HOURS)).isEqualTo("14-18 ч");

        assertThat(en.shortDays(DAYS)).isEqualTo("12-14 May");
        assertThat(en.shortHours(WHOLE_HOURS)).isEqualTo("14:00-18:00");
    }

    @Test
    void lineDoesNotEndWithAShortRussianWord() {
        assertThat(ru.hours(WHOLE_HOURS)).isEqualTo("с\u00a014 до\u00a018");
    }

    @Test
    void languageThatIsOnlyAFileHasRulesOfItsOwn() {
        var de = context("de");

        assertThat(plain(de.window(DAYS))).isEqualTo("12.–14. Mai");
        assertThat(plain(de.window(WHOLE_HOURS))).isEqualTo("12. Mai, 14–18 Uhr");
        assertThat(plain(de.hours(HALF_HOURS))).isEqualTo("10:30–14:00 Uhr");
        assertThat(de.shortDays(ACROSS_MONTHS)).isEqualTo("30.4.-2.5.");
    }

    @Test
    void dayOfAnotherYearNamesIt() {
        assertThat(plain(en.day(MAY_12.plusYears(1)))).isEqualTo("12 May 2028");
    }

    @Test
    void timeNamesItsCityWhereItIsInDoubt() {
        var elsewhere = new LocalizedContext(en.messages(), en.zone(), true, en.now());

        assertThat(elsewhere.time(en.now())).isEqualTo("14:00 (Yekaterinburg time)");
    }

    private static DeliveryWindow hours(String from, String until) {
        return new DeliveryWindow(MAY_12, MAY_12, LocalTime.parse(from), LocalTime.parse(until));
    }

    private static LocalizedContext context(String language) {
        return new LocalizedContext(
                MessageBundle.of("wording", Language.valueOf(language)),
                ZoneId.of("Asia/Yekaterinburg"),
                false,
                Instant.parse("2027-05-12T09:00:00Z"));
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
