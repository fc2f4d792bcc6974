package dev.waymark.orders.ordering;

import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.people.Contact;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what shops say, by whichever door it came: everything is checked here, and everything wrong is told at once. */
public final class OrderRequestParser {

    public static final int MAX_ITEMS = 200;
    private static final int MOST_OF_ONE_ITEM = 100_000;
    private static final int LONGEST_TEXT = 200;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final ContactParser contacts;
    private final TrackingNumberDetector detector;
    private final String language;
    private final String timeZone;

    /** @param language and {@code timeZone} hold for orders that name none */
    public OrderRequestParser(
            ContactParser contacts, TrackingNumberDetector detector, String language, String timeZone) {
        this.contacts = contacts;
        this.detector = detector;
        this.language = language;
        this.timeZone = timeZone;
    }

    public ParseResult<ShopOrder> parseOrder(JsonNode said) {
        var violations = new ArrayList<Violation>();
        var fields = ValidatingJsonReader.of(said, violations);
        var number = fields.parsed("orderNumber", 80, "1..40 letters, digits, and . _ / # -", OrderNumber::new);
        var placedAt = fields.parsed(
                "placedAt",
                40,
                "a time with its offset, such as 2027-05-12T12:00:00+03:00",
                text -> OffsetDateTime.parse(text).toInstant());
        var destination = fields.object("destination").map(OrderRequestParser::destination);
        var country = destination.map(ShopOrder.Destination::country).orElse(null);
        var customer = fields.object("customer").map(object -> customer(object, country));
        var items = fields.objects("items", MAX_ITEMS, OrderRequestParser::item);
        var promise = fields.object("promise").map(OrderRequestParser::promise);
        var named = new ShipmentListParser(detector);
        var shipments = named.read(fields);
        for (var field : List.of("orderNumber", "placedAt", "customer")) {
            if (!fields.has(field)) {
                fields.missing(field);
            }
        }
        fields.nothingElse();
        if (!violations.isEmpty()) {
            return new ParseResult.Invalid<>(violations);
        }
        return new ParseResult.Valid<>(
                new ShopOrder(
                        number.orElseThrow(),
                        placedAt.map(OrderRequestParser::millis).orElseThrow(),
                        customer.orElseThrow(),
                        items,
                        promise.orElse(null),
                        destination.orElse(null),
                        shipments),
                named.warnings());
    }

    /** The body {@code {"shipments": […]}}, with at least one. */
    public ParseResult<List<ShipmentKey>> parseShipments(JsonNode said) {
        var violations = new ArrayList<Violation>();
        var fields = ValidatingJsonReader.of(said, violations);
        var named = new ShipmentListParser(detector);
        var shipments = named.read(fields);
        if (shipments.isEmpty() && violations.isEmpty()) {
            fields.missing("shipments");
        }
        fields.nothingElse();
        return violations.isEmpty()
                ? new ParseResult.Valid<>(shipments, named.warnings())
                : new ParseResult.Invalid<>(violations);
    }

    private ShopOrder.Customer customer(ValidatingJsonReader fields, @Nullable String country) {
        var customerId = fields.text("customerId", 100);
        var name = fields.text("name", LONGEST_TEXT);
        var email = fields.parsed(
                "email",
                254,
                "an e-mail address",
                text -> contacts.email(text).map(Contact::value).orElse(null));
        var phone = fields.parsed(
                "phone", 40, "a phone number", text -> phone(text, country).orElse(null));
        if (!fields.has("email") && !fields.has("phone") && !fields.has("customerId")) {
            fields.violation("/email", "no-contact", "Expected: at least one of email, phone and customerId.");
        }
        var channels = fields.setOf("channels", ShopOrder.Channel.class);
        Set<ShopOrder.Channel> reachable = new LinkedHashSet<>();
        email.ifPresent(address -> reachable.add(ShopOrder.Channel.EMAIL));
        phone.ifPresent(number -> reachable.add(ShopOrder.Channel.SMS));
        var customer = new ShopOrder.Customer(
                customerId.orElse(null),
                name.orElse(null),
                email.orElse(null),
                phone.orElse(null),
                fields.parsed("language", 35, "a BCP 47 language tag", OrderRequestParser::languageTag)
                        .orElse(language),
                fields.parsed("timeZone", 60, "an IANA time zone", OrderRequestParser::zone)
                        .orElse(timeZone),
                fields.has("channels") ? channels : List.copyOf(reachable));
        fields.nothingElse();
        return customer;
    }

    private Optional<String> phone(String text, @Nullable String country) {
        var read = country == null
                ? contacts.phone(text)
                : contacts.phone(text, country).or(() -> contacts.phone(text));
        return read.map(Contact::value);
    }

    private static ShopOrder.@Nullable Item item(ValidatingJsonReader fields) {
        var sku = fields.text("sku", 100);
        var name = fields.text("name", LONGEST_TEXT);
        var quantity = fields.integer("quantity", 1, MOST_OF_ONE_ITEM);
        demand(fields, "name", "quantity");
        fields.nothingElse();
        return name.isPresent() && quantity.isPresent()
                ? new ShopOrder.Item(sku.orElse(null), name.orElseThrow(), quantity.orElseThrow())
                : null;
    }

    private static ShopOrder.@Nullable Promise promise(ValidatingJsonReader fields) {
        var from = fields.parsed("from", 10, "a date, such as 2027-05-12", LocalDate::parse);
        var until = fields.parsed("until", 10, "a date, such as 2027-05-14", LocalDate::parse);
        demand(fields, "from", "until");
        fields.nothingElse();
        if (from.isEmpty() || until.isEmpty()) {
            return null;
        }
        if (until.orElseThrow().isBefore(from.orElseThrow())) {
            fields.violation("/until", "before-from", "Expected: not before from.");
        }
        return new ShopOrder.Promise(from.orElseThrow(), until.orElseThrow());
    }

    private static ShopOrder.@Nullable Destination destination(ValidatingJsonReader fields) {
        var kind = fields.oneOf("kind", ShopOrder.Destination.Kind.class);
        var country = fields.parsed("country", 2, "an ISO 3166-1 code of two letters", OrderRequestParser::country);
        var city = fields.text("city", 100);
        var postalCode = fields.text("postalCode", 20);
        var address = fields.text("address", 300);
        demand(fields, "kind");
        fields.nothingElse();
        return kind.map(known -> new ShopOrder.Destination(
                        known, country.orElse(null), city.orElse(null), postalCode.orElse(null), address.orElse(null)))
                .orElse(null);
    }

    private static void demand(ValidatingJsonReader fields, String... names) {
        for (var name : names) {
            if (!fields.has(name)) {
                fields.missing(name);
            }
        }
    }

    private static @Nullable String country(String text) {
        return COUNTRY.matcher(text).matches() ? text : null;
    }

    private static @Nullable String languageTag(String text) {
        try {
            return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    private static @Nullable String zone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) ? text : null;
    }

    private static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
