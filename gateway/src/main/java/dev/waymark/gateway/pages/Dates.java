package dev.waymark.gateway.pages;

import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.ULocale;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as people say them, at the place where the parcel goes.
 *
 * @param zoneNamed whether a time of day names its zone, because the reader may well live in another
 */
record Dates(Texts texts, ZoneId zone, boolean zoneNamed, Instant now) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("H", Locale.ROOT);
    private static final int WEEKDAYS_SAID = 6;

    /** The same days in the words of another language. */
    Dates in(Language language) {
        return new Dates(Texts.in(language), zone, zoneNamed, now);
    }

    LocalDate today() {
        return dayOf(now);
    }

    LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** "14 мая", "14 May"; with the year when it is not this one. */
    String day(LocalDate day) {
        return format(day, day.getYear() == today().getYear() ? "d\u00a0MMMM" : "d\u00a0MMMM\u00a0y");
    }

    /** "пн", "Mon". */
    String weekday(LocalDate day) {
        return format(day, "EE");
    }

    /** "мая", "May". */
    String month(LocalDate day) {
        return format(day, "MMM").replace(".", "");
    }

    /** When to expect: "сегодня с 14 до 18", "в четверг, 14 мая, с 14 до 18", "12–14 мая". */
    String when(Window window) {
        if (!window.isOneDay()) {
            return days(window);
        }
        var day = window.from();
        var hours = hours(window);
        var on = isToday(day) ? texts.say("date.today") : on(day);
        if (hours == null) {
            return on;
        }
        return texts.say(isToday(day) ? "date.on.hours.today" : "date.on.hours", Map.of("when", on, "hours", hours));
    }

    /** The days alone: "12 мая", "12–14 мая", "30 мая – 2 июня". */
    String days(Window window) {
        if (window.isOneDay()) {
            return day(window.from());
        }
        var sameMonth = window.from().getMonth() == window.until().getMonth()
                && window.from().getYear() == window.until().getYear();
        return sameMonth
                ? window.from().getDayOfMonth() + "–" + day(window.until())
                : day(window.from()) + " – " + day(window.until());
    }

    /** "с 14 до 18", "14:00–18:00"; absent when no hours are known. */
    @Nullable
    String hours(Window window) {
        var from = window.fromTime();
        var until = window.untilTime();
        if (from != null && until != null) {
            var whole = from.getMinute() == 0 && until.getMinute() == 0;
            return texts.say(
                    "date.hours",
                    Map.of(
                            "whole", whole ? "yes" : "no",
                            "from", TIME.format(from),
                            "until", TIME.format(until),
                            "fromHour", HOUR.format(from),
                            "untilHour", HOUR.format(until)));
        }
        if (from != null) {
            return texts.say("date.hours.from", Map.of("from", TIME.format(from)));
        }
        return until == null ? null : texts.say("date.hours.until", Map.of("until", TIME.format(until)));
    }

    /** As little as fits under a day: "14–18". */
    @Nullable
    String hoursShort(Window window) {
        var from = window.fromTime();
        var until = window.untilTime();
        return from == null || until == null ? null : hourShort(from) + "–" + hourShort(until);
    }

    /** The last day, after "до" and "by": "вторника, 19 мая", "Tuesday, 19 May". */
    String until(LocalDate day) {
        if (isToday(day)) {
            return texts.say("date.of.today");
        }
        if (isTomorrow(day)) {
            return texts.say("date.of.tomorrow", Map.of("day", day(day)));
        }
        return isSoon(day) ? texts.say("date.of", dayOfWeek(day)) : day(day);
    }

    /** In a sentence: "сегодня в 16:20", "11 мая в 16:20". */
    String moment(Instant instant) {
        return texts.say("date.at", Map.of("day", dayName(dayOf(instant)), "time", time(instant)));
    }

    /** In a list: "сегодня, 11:05", "11 мая, 09:40". */
    String listed(Instant instant) {
        return texts.say("date.comma", Map.of("day", dayName(dayOf(instant)), "time", time(instant)));
    }

    /** "сегодня", "вчера", "11 мая". */
    String dayName(LocalDate day) {
        if (isToday(day)) {
            return texts.say("date.today");
        }
        return day.equals(today().minusDays(1)) ? texts.say("date.yesterday") : day(day);
    }

    /** "14:05", and the zone's city where that is in doubt. */
    String time(Instant instant) {
        var time = TIME.format(instant.atZone(zone));
        return zoneNamed ? texts.say("date.zone", Map.of("time", time, "zone", zoneName())) : time;
    }

    /** "3 часа назад". */
    String ago(Instant instant) {
        var since = Duration.between(instant, now);
        if (since.toMinutes() < 1) {
            return texts.say("ago.now");
        }
        if (since.toHours() < 1) {
            return texts.say("ago.minutes", Map.of("n", since.toMinutes()));
        }
        return since.toDays() < 2
                ? texts.say("ago.hours", Map.of("n", since.toHours()))
                : texts.say("ago.days", Map.of("n", since.toDays()));
    }

    /** The zone's city: "Екатеринбург", "Yekaterinburg". */
    String zoneName() {
        var city = TimeZoneNames.getInstance(ULocale.forLocale(texts.language().locale()))
                .getExemplarLocationName(zone.getId());
        return city == null ? zone.getId() : city;
    }

    /** For {@code <time datetime>}. */
    String machine(Instant instant) {
        return instant.atZone(zone)
                .truncatedTo(ChronoUnit.SECONDS)
                .toOffsetDateTime()
                .toString();
    }

    boolean isToday(LocalDate day) {
        return day.equals(today());
    }

    private boolean isTomorrow(LocalDate day) {
        return day.equals(today().plusDays(1));
    }

    /** Whether naming the weekday can only mean the coming one. */
    private boolean isSoon(LocalDate day) {
        return day.isAfter(today()) && !day.isAfter(today().plusDays(WEEKDAYS_SAID));
    }

    private String on(LocalDate day) {
        if (isTomorrow(day)) {
            return texts.say("date.tomorrow.day", Map.of("day", day(day)));
        }
        return isSoon(day) ? texts.say("date.on", dayOfWeek(day)) : texts.say("date.on.later", Map.of("day", day(day)));
    }

    private Map<String, Object> dayOfWeek(LocalDate day) {
        return Map.of("dow", String.valueOf(day.getDayOfWeek().getValue()), "day", day(day));
    }

    private String format(LocalDate day, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, texts.language().locale()).format(day);
    }

    private static String hourShort(LocalTime time) {
        return time.getMinute() == 0 ? HOUR.format(time) : TIME.format(time);
    }
}
