package dev.waymark.notifications.texts;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and hours as people say them in one language; for text messages short, and in EN without a dash that would double the price. */
interface Dates {

    String day(LocalDate day);

    String window(Window window);

    String hours(Window window);

    String time(LocalTime time);

    String smsDay(LocalDate day);

    String smsWindow(Window window);

    String smsHours(Window window);

    default String smsTime(LocalDateTime time) {
        return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(time);
    }

    static Dates of(Language language) {
        return switch (language) {
            case RU -> new Russian();
            case EN -> new English();
        };
    }

    /** "12–14 мая", "с 14 до 18". */
    final class Russian implements Dates {

        private static final Locale RU = Language.RU.locale();
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d'\u00a0'MMMM", RU);
        private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("dd.MM", RU);

        @Override
        public String day(LocalDate day) {
            return DAY.format(day);
        }

        @Override
        public String window(Window window) {
            if (window.hasHours()) {
                return day(window.from()) + ", " + hours(window);
            }
            return days(window, DAY, window.from().getDayOfMonth() + "–" + day(window.until()), "\u00a0– ");
        }

        @Override
        public String hours(Window window) {
            return join(hour("с\u00a0", window.fromTime()), hour("до\u00a0", window.untilTime()));
        }

        @Override
        public String time(LocalTime time) {
            return DateTimeFormatter.ofPattern("H:mm", RU).format(time);
        }

        @Override
        public String smsDay(LocalDate day) {
            return SHORT.format(day);
        }

        @Override
        public String smsWindow(Window window) {
            var sameMonth = String.format(Locale.ROOT, "%02d-", window.from().getDayOfMonth()) + smsDay(window.until());
            return days(window, SHORT, sameMonth, "-");
        }

        @Override
        public String smsHours(Window window) {
            if (window.fromTime() == null || window.untilTime() == null) {
                return hours(window).replace('\u00a0', ' ') + " ч";
            }
            return hour("", window.fromTime()) + "-" + hour("", window.untilTime()) + " ч";
        }

        private static String hour(String preposition, @Nullable LocalTime time) {
            if (time == null) {
                return "";
            }
            return preposition
                    + DateTimeFormatter.ofPattern(time.getMinute() == 0 ? "H" : "H:mm", RU)
                            .format(time);
        }
    }

    /** "12–14 May", "2–6 pm". */
    final class English implements Dates {

        private static final Locale EN = Language.EN.locale();
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d'\u00a0'MMMM", EN);
        private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.UK);

        @Override
        public String day(LocalDate day) {
            return DAY.format(day);
        }

        @Override
        public String window(Window window) {
            if (window.hasHours()) {
                return day(window.from()) + ", " + hours(window);
            }
            return days(window, DAY, window.from().getDayOfMonth() + "–" + day(window.until()), "\u00a0– ");
        }

        @Override
        public String hours(Window window) {
            var from = window.fromTime();
            var until = window.untilTime();
            if (from == null || until == null) {
                return join(
                        from == null ? "" : "from\u00a0" + time(from), until == null ? "" : "by\u00a0" + time(until));
            }
            return sameHalf(from, until) ? clock(from) + "–" + time(until) : time(from) + "\u00a0– " + time(until);
        }

        @Override
        public String time(LocalTime time) {
            return clock(time) + "\u00a0" + (time.getHour() < 12 ? "am" : "pm");
        }

        @Override
        public String smsDay(LocalDate day) {
            return SHORT.format(day);
        }

        @Override
        public String smsWindow(Window window) {
            return days(window, SHORT, window.from().getDayOfMonth() + "-" + smsDay(window.until()), "-");
        }

        @Override
        public String smsHours(Window window) {
            var from = window.fromTime();
            var until = window.untilTime();
            if (from == null || until == null) {
                return hours(window).replace('\u00a0', ' ');
            }
            return from + "-" + until;
        }

        private static String clock(LocalTime time) {
            return DateTimeFormatter.ofPattern(time.getMinute() == 0 ? "h" : "h:mm", EN)
                    .format(time);
        }

        private static boolean sameHalf(LocalTime from, LocalTime until) {
            return from.getHour() < 12 == until.getHour() < 12;
        }
    }

    private static String days(Window window, DateTimeFormatter day, String sameMonth, String dash) {
        if (window.isSingleDay()) {
            return day.format(window.from());
        }
        var oneMonth = window.from().getMonth() == window.until().getMonth()
                && window.from().getYear() == window.until().getYear();
        return oneMonth ? sameMonth : day.format(window.from()) + dash + day.format(window.until());
    }

    private static String join(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + " " + second;
    }
}
