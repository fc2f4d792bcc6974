package dev.waymark.gateway.pages.order;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.gateway.pages.PageText;
import dev.waymark.wording.CourierNames;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened to a shipment, newest first: our words first, the courier's own behind them. */
public record Timeline(List<Entry> newest, List<Entry> older) {

    private static final int SHOWN = 3;
    /** One line of it; {@code machine} is the time for {@code <time datetime>}. */
    public record Entry(
            String machine,
            String when,
            String what,
            @Nullable String where,
            @Nullable OriginalText words) {}

    /**
     * The courier's own words, unchanged.
     *
     * @param lang their language where it is not the page's, as far as letters tell
     */
    public record OriginalText(
            @Nullable String text, @Nullable String lang, String source) {}

    public int size() {
        return newest.size() + older.size();
    }

    public boolean isEmpty() {
        return newest.isEmpty();
    }

    static final Timeline NONE = new Timeline(List.of(), List.of());

    static Timeline of(ShipmentView shipment, LocalizedContext context) {
        var lines = shipment.timeline().stream()
                .filter(entry -> entry.kind() != TimelineEntry.Kind.RETRACTED)
                .map(entry -> entry(entry, shipment.courier(), context))
                .toList();
        return new Timeline(
                lines.stream().limit(SHOWN).toList(), lines.stream().skip(SHOWN).toList());
    }

    public static Entry entry(TimelineEntry entry, CourierCode courier, LocalizedContext context) {
        return new Entry(
                machine(entry, context),
                when(entry, context),
                what(entry, context.messages()),
                place(entry.place()),
                words(entry, courier, context));
    }

    /** Our words for it. */
    static String what(TimelineEntry entry, MessageBundle messages) {
        return switch (entry.kind()) {
            case RETRACTED -> messages.get("event.retracted");
            case NOTICE ->
                messages.get(entry.notice() == null ? "event.notice.INFO" : "event.notice." + entry.notice());
            case STATUS -> messages.get(entry.subStatus() == null ? "event.UNSTATED" : "event." + entry.subStatus());
        };
    }

    /** "сегодня, 11:05"; as the courier prints it where its zone is in doubt, and a time that it does not print gets none from us. */
    static String when(TimelineEntry entry, LocalizedContext context) {
        return switch (entry.zoneQuality()) {
            case EXPLICIT, FROM_LOCATION -> context.listed(entry.occurredAt());
            case DATE_ONLY -> context.dayName(printedDay(entry, context));
            case ASSUMED, SUSPECT ->
                printedTime(entry, context).map(context::listed).orElseGet(() -> context.dayName(day(entry, context)));
        };
    }

    private static String machine(TimelineEntry entry, LocalizedContext context) {
        return switch (entry.zoneQuality()) {
            case EXPLICIT, FROM_LOCATION -> context.machine(entry.occurredAt());
            case DATE_ONLY -> printedDay(entry, context).toString();
            case ASSUMED, SUSPECT ->
                printedTime(entry, context)
                        .map(LocalDateTime::toString)
                        .orElseGet(() -> day(entry, context).toString());
        };
    }

    /** City and facility; absent where neither is known. */
    static @Nullable String place(@Nullable Place place) {
        if (place == null) {
            return null;
        }
        var text = Stream.of(place.city() == null ? place.region() : place.city(), place.facility())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? place.country() : text;
    }

    private static @Nullable OriginalText words(TimelineEntry entry, CourierCode courier, LocalizedContext context) {
        var words = entry.rawStatus();
        if (words == null) {
            return null;
        }
        var text = text(words);
        if (text == null && words.code() == null) {
            return null;
        }
        var messages = context.messages();
        var source = PageText.line(
                words.code() == null ? null : messages.get("page.words.code", Map.of("code", words.code())),
                CourierNames.name(courier, messages));
        return new OriginalText(
                text == null ? null : messages.get("page.words.quote", Map.of("text", text)),
                text == null ? null : language(text, messages.language()),
                source);
    }

    private static @Nullable String text(RawStatusText words) {
        var text = words.text() == null || words.text().isBlank() ? words.status() : words.text();
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String language(String text, Language page) {
        var language = page.guess(text);
        return language.equals(page) ? null : language.code();
    }

    private static LocalDate day(TimelineEntry entry, LocalizedContext context) {
        return context.dayOf(entry.occurredAt());
    }

    /** Of a courier's own notation the day is what the mapping made of it. None is tomorrow, whatever is printed. */
    private static LocalDate printedDay(TimelineEntry entry, LocalizedContext context) {
        return printed(entry, 10, LocalDate::parse)
                .filter(day -> !day.isAfter(context.today()))
                .orElseGet(() -> day(entry, context));
    }

    private static Optional<LocalDateTime> printedTime(TimelineEntry entry, LocalizedContext context) {
        return printed(entry, 16, text -> LocalDateTime.parse(text.replace(' ', 'T')))
                .filter(time -> !time.isAfter(context.clock()));
    }

    private static <T> Optional<T> printed(TimelineEntry entry, int length, Function<String, T> parser) {
        var printed = entry.occurredLocal();
        try {
            return printed == null || printed.length() < length
                    ? Optional.empty()
                    : Optional.of(parser.apply(printed.substring(0, length)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
