package dev.waymark.notifications.texts;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.notifications.domain.Contact;
import dev.waymark.notifications.domain.MessageKind;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message.OrderNotification;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One piece of news, in the words of one language: the arguments of the phrases. */
final class NewsFacts {

    private static final int ITEMS_NAMED = 5;

    private final OrderNotification news;
    private final Shop shop;
    private final Language language;
    private final Phrases phrases;
    private final Dates dates;
    private final NotificationTrigger trigger;
    private final Contact.Order order;
    private final Contact.@Nullable Parcel parcel;
    private final LocalDate today;

    NewsFacts(OrderNotification news, Shop shop, Language language, Phrases phrases) {
        this.news = news;
        this.shop = shop;
        this.language = language;
        this.phrases = phrases;
        this.dates = Dates.of(language);
        this.trigger = news.trigger();
        this.order = news.contact().order();
        this.parcel = order.parcel(trigger.shipment()).orElse(null);
        this.today = LocalDate.ofInstant(news.now(), news.contact().zone());
    }

    Map<String, Object> forPhrases() {
        var facts = new HashMap<String, Object>();
        facts.put("shop", shop.name(language));
        facts.put("number", news.contact().orderNumber().value());
        facts.put("courier", courier().orElse(""));
        facts.put("courierKnown", yes(courier().isPresent()));
        facts.put("pickup", yes(isPickup()));
        facts.put("absent", yes(trigger.subStatus() == SubStatus.ATTEMPT_ABSENT));
        facts.put("smsLink", shop.smsLink(news.contact().smsLinkToken()));
        parcelFacts(facts);
        windowFacts(facts);
        deadlineFacts(facts);
        occurredFacts(facts);
        return facts;
    }

    String link() {
        return shop.emailLink(news.contact().linkToken());
    }

    List<Letter.Row> rows() {
        var rows = new ArrayList<Letter.Row>();
        if (!order.items().isEmpty()) {
            rows.add(row("row.items", items()));
        }
        if (isSplit()) {
            rows.add(row("row.parcel", phrases.say("parcel-of", forPhrases())));
        }
        destination().ifPresent(text -> rows.add(row("row.destination", text)));
        courier().ifPresent(name -> rows.add(row("row.courier", name + trackingNumber())));
        return rows;
    }

    /** What was expected before, where the courier has changed its mind. */
    Optional<String> windowBefore() {
        if (parcel == null || parcel.eta() == null || parcel.etaBefore() == null || window().isEmpty()) {
            return Optional.empty();
        }
        return parcel.etaBefore().sameWindow(parcel.eta())
                ? Optional.empty()
                : Optional.of(dates.window(Window.of(parcel.etaBefore())));
    }

    private void parcelFacts(Map<String, Object> facts) {
        facts.put("split", yes(isSplit()));
        facts.put("parcel", parcelIndex() + 1);
        facts.put("parcels", order.shipments().size());
    }

    private void windowFacts(Map<String, Object> facts) {
        var window = window();
        facts.put("dated", yes(window.isPresent()));
        facts.put("window", window.map(dates::window).orElse(""));
        facts.put("smsWindow", window.map(dates::smsWindow).orElse(""));
        var hours = window.filter(Window::hasHours).filter(days -> days.from().equals(today));
        facts.put("timed", yes(hours.isPresent()));
        facts.put("hours", hours.map(dates::hours).orElse(""));
        facts.put("smsHours", hours.map(dates::smsHours).orElse(""));
    }

    private void deadlineFacts(Map<String, Object> facts) {
        var lastDay = Optional.ofNullable(trigger.storageDeadline());
        facts.put("limited", yes(lastDay.isPresent()));
        facts.put("lastDay", lastDay.map(dates::day).orElse(""));
        facts.put("smsLastDay", lastDay.map(dates::smsDay).orElse(""));
    }

    private void occurredFacts(Map<String, Object> facts) {
        var at = LocalDateTime.ofInstant(trigger.occurredAt(), news.contact().zone());
        var dateOnly = parcel != null && parcel.isDateOnly(trigger.occurredAt());
        facts.put("clocked", yes(!dateOnly));
        facts.put("day", dates.day(at.toLocalDate()));
        facts.put("time", dates.time(at.toLocalTime()));
        facts.put("smsDay", dates.smsDay(at.toLocalDate()));
        facts.put("smsTime", dates.smsTime(at));
    }

    /** The courier's word before the shop's promise; nothing rather than a date that has passed. */
    private Optional<Window> window() {
        var known = Stream.of(
                        Optional.ofNullable(parcel).map(Contact.Parcel::eta).map(Window::of),
                        Optional.ofNullable(trigger.eta()).map(Window::of),
                        Optional.ofNullable(order.promise()).map(Window::of))
                .flatMap(Optional::stream)
                .findFirst();
        return known.filter(window -> !window.isOver(today));
    }

    private boolean isSplit() {
        return parcel != null && order.shipments().size() > 1;
    }

    private int parcelIndex() {
        return trigger.shipment() == null ? 0 : Math.max(0, order.indexOf(trigger.shipment()));
    }

    private boolean isPickup() {
        return order.destinationKind() == ShopOrder.Destination.Kind.PICKUP_POINT;
    }

    private String items() {
        var named = order.items().stream()
                .limit(ITEMS_NAMED)
                .map(item -> item.quantity() == 1 ? item.name() : item.quantity() + "\u00a0× " + item.name())
                .collect(Collectors.joining(", "));
        var more = order.items().size() - ITEMS_NAMED;
        return more <= 0 ? named : named + " " + phrases.say("items-more", Map.of("more", more));
    }

    /** In full only where the reader has to go there, or can still correct it. */
    private Optional<String> destination() {
        var kind = order.destinationKind();
        if (kind == null) {
            return Optional.empty();
        }
        var type = phrases.say(isPickup() ? "destination.pickup" : "destination.courier");
        var inFull = trigger.kind() == MessageKind.PLACED || trigger.kind() == MessageKind.READY_FOR_PICKUP;
        return Optional.of(inFull ? joined(Stream.concat(Stream.of(type), address())) : type);
    }

    private Stream<@Nullable String> address() {
        var customer = order.customer();
        if (customer != null && (customer.address() != null || customer.city() != null)) {
            return Stream.of(customer.address(), customer.city());
        }
        return Optional.ofNullable(parcel)
                .filter(any -> isPickup() && trigger.kind() == MessageKind.READY_FOR_PICKUP)
                .map(Contact.Parcel::place)
                .stream()
                .flatMap((Place place) -> Stream.of(place.facility(), place.city()));
    }

    private Optional<String> courier() {
        if (parcel == null) {
            return Optional.empty();
        }
        var details = parcel.details();
        var words = details == null ? null : details.legCarrier();
        var code = parcel.courier().value();
        return Optional.of(phrases.name("courier." + code, words == null ? code : words));
    }

    private String trackingNumber() {
        return parcel == null ? "" : ", " + parcel.trackingNumber();
    }

    private Letter.Row row(String key, String value) {
        return new Letter.Row(phrases.say(key), value);
    }

    private static String joined(Stream<@Nullable String> parts) {
        return parts.filter(Objects::nonNull).filter(part -> !part.isBlank()).collect(Collectors.joining(", "));
    }

    private static String yes(boolean condition) {
        return condition ? "yes" : "no";
    }
}
