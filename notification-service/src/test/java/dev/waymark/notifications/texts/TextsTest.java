package dev.waymark.notifications.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\s*(\\w+)\\s*[,}]");
    private static final LocalDate MAY_12 = LocalDate.parse("2027-05-12");

    @Test
    void languagesHaveTheSameKeys() {
        assertThat(new Phrases(Language.EN).keys()).isEqualTo(new Phrases(Language.RU).keys());
    }

    /** In English a text message names the shop; a Russian one has no room, its sender says it. */
    @Test
    void languagesSayTheSameFacts() {
        var ru = new Phrases(Language.RU);
        var en = new Phrases(Language.EN);

        for (var key : ru.keys()) {
            if (!key.endsWith(".sms")) {
                assertThat(arguments(en, key)).as(key).isEqualTo(arguments(ru, key));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nobodyShouts(Language language) {
        var phrases = new Phrases(language);

        assertThat(phrases.keys())
                .allSatisfy(key -> assertThat(phrases.pattern(key)).doesNotContain("!"));
    }

    @Test
    void datesAreInWords() {
        var ru = Dates.of(Language.RU);
        var en = Dates.of(Language.EN);
        var days = new Window(MAY_12, MAY_12.plusDays(2), null, null);
        var hours = new Window(MAY_12, MAY_12, LocalTime.of(14, 0), LocalTime.of(18, 0));
        var acrossNoon = new Window(MAY_12, MAY_12, LocalTime.of(10, 30), LocalTime.of(14, 0));
        var acrossMonths = new Window(LocalDate.parse("2027-04-30"), LocalDate.parse("2027-05-02"), null, null);

        assertThat(plain(ru.window(days))).isEqualTo("12–14 мая");
        assertThat(plain(ru.window(hours))).isEqualTo("12 мая, с 14 до 18");
        assertThat(plain(ru.hours(acrossNoon))).isEqualTo("с 10:30 до 14");
        assertThat(plain(ru.window(acrossMonths))).isEqualTo("30 апреля – 2 мая");
        assertThat(ru.smsWindow(days)).isEqualTo("12-14.05");
        assertThat(ru.smsWindow(acrossMonths)).isEqualTo("30.04-02.05");
        assertThat(ru.smsHours(hours)).isEqualTo("14-18 ч");

        assertThat(plain(en.window(days))).isEqualTo("12–14 May");
        assertThat(plain(en.window(hours))).isEqualTo("12 May, 2–6 pm");
        assertThat(plain(en.hours(acrossNoon))).isEqualTo("10:30 am – 2 pm");
        assertThat(plain(en.window(acrossMonths))).isEqualTo("30 April – 2 May");
        assertThat(en.smsWindow(days)).isEqualTo("12-14 May");
        assertThat(en.smsHours(hours)).isEqualTo("14:00-18:00");
    }

    private static Object arguments(Phrases phrases, String key) {
        return ARGUMENT.matcher(phrases.pattern(key))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("courier"))
                .collect(Collectors.toSet());
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
