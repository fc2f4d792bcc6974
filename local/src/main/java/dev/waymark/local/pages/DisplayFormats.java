package dev.waymark.local.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Times as a person on this machine reads them. */
public record DisplayFormats(Locale locale, ZoneId zone) {

    public String at(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** One digit after the point: more is noise in how long something started. */
    public String seconds(Duration duration) {
        return String.format(locale, "%.1f", duration.toMillis() / 1000.0);
    }
}
