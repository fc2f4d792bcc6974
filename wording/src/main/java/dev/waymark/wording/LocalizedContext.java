package dev.waymark.wording;

import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.ULocale;
import dev.waymark.contract.view.DeliveryWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times in the words of one language, at the place where the parcel goes. The short forms are for text
 * messages: no character outside of GSM-7 unless the language itself needs it.
 *
 * @param zoneNamed whether a time of day names its zone, because the reader may well live in another
 */
public record LocalizedContext(MessageBundle messages, ZoneId zone, boolean zoneNamed, Instant now) {

    /** The same in another language. */
    public LocalizedContext in(Language language) {
        return new LocalizedContext(messages.in(language), zone, zoneNamed, now);
    }

    public LocalDate today() {
        return dayOf(now);
    }

    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    public boolean isToday(LocalDate day) {
        return day.equals(today());
    }

    /** "14 мая", "14 May"; with the year when it is not this one. */
    public String day(LocalDate day) {
        return format(day, day.getYear() == today().getYear() ? "format.day" : "format.day.year");
    }

    /** "14.05", "14 May". */
    public String shortDay(LocalDate day) {
        return format(day, "format.short.day");
    }

    /** "пн", "Mon". */
    public String weekday(LocalDate day) {
        return format(day, "format.weekday");
    }

    /** "мая", "May". */
    public String month(LocalDate day) {
        return format(day, "format.month").replace(".", "");
    }

    /** In a sentence: "сегодня с 14 до 18", "в четверг, 14 мая, с 14 до 18", "12–14 мая". */
    public String when(DeliveryWindow window) {
        if (!window.isOneDay()) {
            return days(window);
        }
        var hours = hours(window);
        var on = named("date.on", window.from());
        if (hours == null) {
            return on;
        }
        return messages.get(
                isToday(window.from()) ? "date.on.hours.today" : "date.on.hours", Map.of("when", on, "hours", hours));
    }

    /** Days and hours, without the words of a sentence: "12 мая, с 14 до 18", "12–14 мая". */
    public String window(DeliveryWindow window) {
        var hours = window.isOneDay() ? hours(window) : null;
        return hours == null
                ? days(window)
                : messages.get("date.comma", Map.of("day", day(window.from()), "time", hours));
    }

    /** The days alone: "12 мая", "12–14 мая", "30 мая – 2 июня". */
    public String days(DeliveryWindow window) {
        if (window.isOneDay()) {
            return day(window.from());
        }
        return window.isWithinOneMonth()
                ? range("date.range.month", format(window.from(), "format.range.first"), day(window.until()))
                : range("date.range", day(window.from()), day(window.until()));
    }

    /** "12-14.05", "12-14 May". */
    public String shortDays(DeliveryWindow window) {
        if (window.isOneDay()) {
            return shortDay(window.from());
        }
        var first =
                window.isWithinOneMonth() ? format(window.from(), "format.short.range.first") : shortDay(window.from());
        return first + "-" + shortDay(window.until());
    }

    /** "с 14 до 18", "14:00–18:00"; absent when no hours are known. */
    public @Nullable String hours(DeliveryWindow window) {
        return hours(window, "date.hours");
    }

    /** "14-18 ч", "14:00-18:00"; absent when no hours are known. */
    public @Nullable String shortHours(DeliveryWindow window) {
        return hours(window, "short.hours");
    }

    /** As little as fits under a day of a calendar: "14–18". */
    public @Nullable String calendarHours(DeliveryWindow window) {
        var from = window.fromTime();
        var until = window.untilTime();
        return from == null || until == null ? null : calendarHour(from) + "–" + calendarHour(until);
    }

    /** The last day, after "до" and "by": "вторника, 19 мая", "Tuesday, 19 May". */
    public String until(LocalDate day) {
        return named("date.of", day);
    }

    /** In a sentence: "сегодня в 16:20", "11 мая в 16:20". */
    public String moment(Instant instant) {
        return messages.get("date.at", Map.of("day", dayName(dayOf(instant)), "time", time(instant)));
    }

    /** In a list: "сегодня, 11:05", "11 мая, 09:40". */
    public String listed(Instant instant) {
        return messages.get("date.comma", Map.of("day", dayName(dayOf(instant)), "time", time(instant)));
    }

    /** The same, of a clock that nobody knows the zone of. */
    public String listed(LocalDateTime printed) {
        return messages.get(
                "date.comma", Map.of("day", dayName(printed.toLocalDate()), "time", time(printed.toLocalTime())));
    }

    /** What a clock at the place of delivery shows now. */
    public LocalDateTime clock() {
        return LocalDateTime.ofInstant(now, zone);
    }

    /** "сегодня", "вчера", "11 мая". */
    public String dayName(LocalDate day) {
        return named("date.name", day);
    }

    /** "14:05", and the zone's city where that is in doubt. */
    public String time(Instant instant) {
        var time = time(instant.atZone(zone).toLocalTime());
        return zoneNamed ? messages.get("date.zone", Map.of("time", time, "zone", zoneName())) : time;
    }

    /** "3 часа назад". */
    public String ago(Instant instant) {
        var since = Duration.between(instant, now);
        if (since.toMinutes() < 1) {
            return messages.get("ago.now");
        }
        if (since.toHours() < 1) {
            return messages.get("ago.minutes", Map.of("n", since.toMinutes()));
        }
        return since.toDays() < 2
                ? messages.get("ago.hours", Map.of("n", since.toHours()))
                : messages.get("ago.days", Map.of("n", since.toDays()));
    }

    /** The zone's city: "Екатеринбург", "Yekaterinburg". */
    public String zoneName() {
        var city = TimeZoneNames.getInstance(
                        ULocale.forLocale(messages.language().locale()))
                .getExemplarLocationName(zone.getId());
        return city == null ? zone.getId() : city;
    }

    /** For {@code <time datetime>}. */
    public String machine(Instant instant) {
        return instant.atZone(zone)
                .truncatedTo(ChronoUnit.SECONDS)
                .toOffsetDateTime()
                .toString();
    }

    private @Nullable String hours(DeliveryWindow window, String key) {
        var from = window.fromTime();
        var until = window.untilTime();
        if (from != null && until != null) {
            return messages.get(
                    key,
                    Map.of(
                            "whole", from.getMinute() == 0 && until.getMinute() == 0 ? "yes" : "no",
                            "from", time(from),
                            "until", time(until),
                            "fromHour", format(from, "format.hour"),
                            "untilHour", format(until, "format.hour")));
        }
        if (from != null) {
            return messages.get("date.hours.from", Map.of("from", time(from)));
        }
        return until == null ? null : messages.get("date.hours.until", Map.of("until", time(until)));
    }

    private String range(String key, String from, String until) {
        return messages.get(key, Map.of("from", from, "until", until));
    }

    /** By a message that chooses its words by how near the day is. */
    private String named(String key, LocalDate day) {
        return messages.get(
                key,
                Map.of(
                        "near", nearness(day),
                        "dow", String.valueOf(day.getDayOfWeek().getValue()),
                        "day", day(day)));
    }

    /** "soon" as long as naming the weekday can only mean the coming one. */
    private String nearness(LocalDate day) {
        return switch (Math.clamp(ChronoUnit.DAYS.between(today(), day), -2, 7)) {
            case -1 -> "yesterday";
            case 0 -> "today";
            case 1 -> "tomorrow";
            case 2, 3, 4, 5, 6 -> "soon";
            default -> "other";
        };
    }

    private String time(LocalTime time) {
        return format(time, "format.time");
    }

    private String calendarHour(LocalTime time) {
        return time.getMinute() == 0 ? format(time, "format.hour") : time(time);
    }

    /** By the language's own pattern of {@link DateTimeFormatter}. */
    private String format(TemporalAccessor value, String key) {
        return DateTimeFormatter.ofPattern(
                        messages.get(key), messages.language().locale())
                .format(value);
    }
}
