package dev.waymark.gateway.pages.order;

import dev.waymark.contract.view.DeliveryWindow;
import dev.waymark.contract.view.Presentation.Arrival;
import dev.waymark.wording.LocalizedContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Seven days around the expected one, on which a delay is seen before it is read. */
public final class DeliveryCalendar {

    private static final int DAYS = 7;
    private static final int BEFORE_A_LONE_DAY = 3;

    private DeliveryCalendar() {}

    /** What a day is. */
    public enum Kind {
        PAST,
        PLAIN,
        WAS,
        NOW
    }

    /** One day of the strip; the note is a word or hours below the number. */
    public record Day(
            String date,
            String weekday,
            int number,
            @Nullable String note,
            Kind kind) {}

    /** Empty when there is no date to wait for. */
    static List<Day> of(@Nullable Arrival arrival, LocalizedContext context) {
        var expected = arrival == null ? null : arrival.window();
        if (arrival == null || expected == null) {
            return List.of();
        }
        var now = arrival.upcoming();
        var was = now == null ? expected : arrival.before();
        var start = start(expected, was, context.today());
        return Stream.iterate(start, day -> day.plusDays(1))
                .limit(DAYS)
                .map(day -> new Day(
                        day.toString(),
                        context.weekday(day),
                        day.getDayOfMonth(),
                        note(day, start, now, context),
                        kind(day, now, was, context.today())))
                .toList();
    }

    /** The strip begins a day before the first thing on it, and holds today where seven days allow it. */
    private static LocalDate start(DeliveryWindow expected, @Nullable DeliveryWindow was, LocalDate today) {
        var withWas = was == null ? expected.from() : was.from();
        var first = Stream.of(expected.from(), withWas, today)
                .min(LocalDate::compareTo)
                .orElseThrow();
        var last = expected.isOver(today) ? today : expected.until();
        if (span(first, last) < DAYS) {
            return span(first, last) < DAYS - 1 ? first.minusDays(1) : first;
        }
        if (span(withWas, last) < DAYS) {
            return withWas;
        }
        return expected.isOneDay() ? expected.from().minusDays(BEFORE_A_LONE_DAY) : expected.from();
    }

    private static long span(LocalDate first, LocalDate last) {
        return first.isAfter(last) ? 0 : ChronoUnit.DAYS.between(first, last);
    }

    private static Kind kind(
            LocalDate day, @Nullable DeliveryWindow now, @Nullable DeliveryWindow was, LocalDate today) {
        if (now != null && now.contains(day)) {
            return Kind.NOW;
        }
        if (was != null && was.contains(day)) {
            return Kind.WAS;
        }
        return day.isBefore(today) ? Kind.PAST : Kind.PLAIN;
    }

    private static @Nullable String note(
            LocalDate day, LocalDate start, @Nullable DeliveryWindow now, LocalizedContext context) {
        var hours = now != null && now.isOneDay() && now.contains(day) ? context.calendarHours(now) : null;
        if (hours != null) {
            return hours;
        }
        if (context.isToday(day)) {
            return context.messages().get("date.today");
        }
        return day.equals(start) || day.getDayOfMonth() == 1 ? context.month(day) : null;
    }
}
