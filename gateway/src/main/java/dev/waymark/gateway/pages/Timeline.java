package dev.waymark.gateway.pages;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.gateway.services.OrderView.TimelineEntry;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened to a parcel, newest first: our words first, the courier's own behind them. */
record Timeline(List<Entry> newest, List<Entry> older) {

    private static final int SHOWN = 3;
    private static final Set<SubStatus> AT_THE_POINT = Set.of(
            SubStatus.AWAITING_COLLECTION,
            SubStatus.COLLECTION_REMINDER,
            SubStatus.STORAGE_EXPIRED,
            SubStatus.COLLECTED);
    /** One line of it; {@code machine} is the time for {@code <time datetime>}. */
    record Entry(
            String id,
            String machine,
            String when,
            String what,
            @Nullable String where,
            @Nullable Words words) {}

    /**
     * The courier's own words, unchanged.
     *
     * @param lang their language where it is not the page's, as far as letters tell
     */
    record Words(@Nullable String text, @Nullable String lang, String source) {}

    public int size() {
        return newest.size() + older.size();
    }

    public boolean isEmpty() {
        return newest.isEmpty();
    }

    static Timeline of(List<TimelineEntry> entries, CourierCode courier, Audience audience, Dates dates) {
        var lines = entries.stream()
                .filter(entry -> entry.kind() != TimelineEntry.Kind.RETRACTED)
                .map(entry -> new Entry(
                        entry.id(),
                        machine(entry, dates),
                        when(entry, dates),
                        what(entry, dates.texts()),
                        place(entry.place(), entry.subStatus(), audience),
                        words(entry, courier, audience, dates)))
                .toList();
        return new Timeline(
                lines.stream().limit(SHOWN).toList(), lines.stream().skip(SHOWN).toList());
    }

    /** Our words for it. */
    static String what(TimelineEntry entry, Texts texts) {
        return switch (entry.kind()) {
            case RETRACTED -> texts.say("event.retracted");
            case NOTICE -> texts.say(entry.notice() == null ? "event.notice.INFO" : "event.notice." + entry.notice());
            case STATUS -> texts.say(entry.subStatus() == null ? "event.UNSTATED" : "event." + entry.subStatus());
        };
    }

    /** "сегодня, 11:05"; a courier that prints no time gets none from us. */
    static String when(TimelineEntry entry, Dates dates) {
        return entry.zoneQuality() == ZoneQuality.DATE_ONLY
                ? dates.dayName(printedDay(entry, dates))
                : dates.listed(entry.occurredAt());
    }

    static String machine(TimelineEntry entry, Dates dates) {
        return entry.zoneQuality() == ZoneQuality.DATE_ONLY
                ? printedDay(entry, dates).toString()
                : dates.machine(entry.occurredAt());
    }

    /** City and facility. A guest is not told which pickup point it is: that is where the customer lives, nearly. */
    static @Nullable String place(@Nullable Place place, @Nullable SubStatus subStatus, Audience audience) {
        if (place == null) {
            return null;
        }
        var hidden = audience == Audience.GUEST && subStatus != null && AT_THE_POINT.contains(subStatus);
        var text = Stream.of(place.city() == null ? place.region() : place.city(), hidden ? null : place.facility())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!text.isEmpty()) {
            return text;
        }
        return place.country();
    }

    static @Nullable Words words(TimelineEntry entry, CourierCode courier, Audience audience, Dates dates) {
        var words = entry.rawStatus();
        var text = text(words, audience);
        if (text == null && words.code() == null) {
            return null;
        }
        var texts = dates.texts();
        var source = Stream.of(
                        words.code() == null ? null : texts.say("page.words.code", Map.of("code", words.code())),
                        Couriers.name(courier, texts.language()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return new Words(
                text == null ? null : texts.say("page.words.quote", Map.of("text", text)),
                text == null ? null : language(text, texts.language()),
                source);
    }

    /** A guest gets the name of the status only: into their free text couriers print signers and flats. */
    private static @Nullable String text(RawStatusText words, Audience audience) {
        var free = audience != Audience.GUEST
                && words.text() != null
                && !words.text().isBlank();
        var text = free ? words.text() : words.status();
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String language(String text, Language page) {
        var cyrillic =
                text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC);
        var language = cyrillic ? Language.RU : Language.EN;
        return language == page ? null : language.code();
    }

    private static LocalDate printedDay(TimelineEntry entry, Dates dates) {
        var printed = entry.occurredLocal();
        try {
            return printed == null || printed.length() < 10
                    ? dates.dayOf(entry.occurredAt())
                    : LocalDate.parse(printed.substring(0, 10));
        } catch (DateTimeParseException e) {
            // A courier's own notation: its day is what the mapping made of it.
            return dates.dayOf(entry.occurredAt());
        }
    }
}
