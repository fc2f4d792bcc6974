package dev.waymark.orders.ordering;

import static dev.waymark.contract.Checks.check;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Checks;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.OrderDefaults;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import dev.waymark.platform.contact.EmailAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parses and validates a shop's order, from HTTP and from the topic alike; reports every violation at once. */
public final class OrderRequestParser {

    public static final int MAX_ITEMS = 200;
    private static final int MAX_QUANTITY = 100_000;
    private static final int MAX_TEXT = 200;
    private static final int MAX_CONTACT = 254;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final ContactParser contacts;
    private final ShipmentListParser shipments;
    private final OrderDefaults defaults;

    public OrderRequestParser(ContactParser contacts, TrackingNumberDetector detector, OrderDefaults defaults) {
        this.contacts = contacts;
        this.shipments = new ShipmentListParser(detector);
        this.defaults = defaults;
    }

    public ParseResult<ShopOrder> parseOrder(JsonNode body) {
        return ValidatingJsonReader.read(body, this::order);
    }

    /** The body {@code {"shipments": […]}}, with at least one. */
    public ParseResult<List<ShipmentKey>> parseShipments(JsonNode body) {
        return ValidatingJsonReader.read(body, json -> {
            var named = shipments.parse(json);
            if (named.isEmpty() && !json.hasViolations()) {
                json.violation("/shipments", "missing", "Expected: a value.");
            }
            json.complete();
            return named;
        });
    }

    /** The body {@code {}}, where the address says all. */
    public ParseResult<JsonNode> parseEmpty(JsonNode body) {
        return ValidatingJsonReader.read(body, json -> {
            json.complete();
            return body;
        });
    }

    private @Nullable ShopOrder order(ValidatingJsonReader json) {
        var number = json.parse("orderNumber", 80, "1..40 letters, digits, and . _ / # -", OrderNumber::new);
        DotSegments.check(json, "orderNumber", number == null ? null : number.value());
        var placedAt = json.parse(
                "placedAt", 40, "a time with its offset, such as 2027-05-12T12:00:00+03:00", OrderRequestParser::time);
        var destination = json.object("destination", OrderRequestParser::destination);
        var customer =
                json.object("customer", object -> customer(object, destination == null ? null : destination.country()));
        var items = json.objects("items", MAX_ITEMS, OrderRequestParser::item);
        var promise = json.object("promise", OrderRequestParser::promise);
        var named = shipments.parse(json);
        json.complete("orderNumber", "placedAt", "customer");
        return number == null || placedAt == null || customer == null
                ? null
                : new ShopOrder(number, placedAt, customer, items, promise, destination, named);
    }

    private ShopOrder.Customer customer(ValidatingJsonReader json, @Nullable String country) {
        var customerId = json.text("customerId", 100);
        var name = json.text("name", MAX_TEXT);
        var email = address(json, "email", Channel.EMAIL, country);
        var phone = address(json, "phone", Channel.SMS, country);
        var addresses = json.object("addresses", object -> addresses(object, country));
        if (Stream.of("email", "phone", "addresses", "customerId").noneMatch(json::has)) {
            json.violation("/email", "no-contact", "Expected: at least one of email, phone, addresses and customerId.");
        }
        var channels = json.has("channels")
                ? json.constants("channels", Channel.class)
                : List.copyOf(Channel.addresses(email, phone, addresses).keySet());
        var language = json.parse("language", 35, "a BCP 47 language tag", OrderRequestParser::languageTag);
        var timeZone = json.parse("timeZone", 60, "an IANA time zone", OrderRequestParser::timeZone);
        var customer = new ShopOrder.Customer(
                customerId,
                name,
                email,
                phone,
                addresses,
                language == null ? defaults.language() : language,
                timeZone == null ? defaults.timeZone() : timeZone,
                channels);
        json.complete();
        return customer;
    }

    private Map<Channel, String> addresses(ValidatingJsonReader json, @Nullable String country) {
        var addresses = new EnumMap<Channel, String>(Channel.class);
        for (var channel : Channel.values()) {
            var address = address(json, channel.name(), channel, country);
            if (address != null) {
                addresses.put(channel, address);
            }
        }
        json.complete();
        return addresses;
    }

    /** A contact that nobody can read is left out, for it is the customer's slip and refuses no order; the shop is told. */
    private @Nullable String address(
            ValidatingJsonReader json, String field, Channel channel, @Nullable String country) {
        var text = json.text(field, MAX_CONTACT);
        if (text == null) {
            return null;
        }
        var address = contacts.address(channel, text, country);
        if (address == null) {
            json.warning(
                    "/" + field,
                    "unreadable",
                    "It is no address of this channel, or imitates another, and is left out.");
        } else if (channel == Channel.EMAIL && !EmailAddress.isAscii(address)) {
            json.warning("/" + field, "not-ascii", "Mail reaches it only if the mail server offers SMTPUTF8.");
        } else if (channel == Channel.SMS && contacts.extension(text) != null) {
            json.warning("/" + field, "extension-left-out", "Messages go to the number without it.");
        }
        return address;
    }

    private static ShopOrder.@Nullable Item item(ValidatingJsonReader json) {
        var sku = json.text("sku", 100);
        var name = json.text("name", MAX_TEXT);
        var quantity = json.integer("quantity", 1, MAX_QUANTITY);
        json.complete("name", "quantity");
        return name == null || quantity == null ? null : new ShopOrder.Item(sku, name, quantity);
    }

    private static ShopOrder.@Nullable Promise promise(ValidatingJsonReader json) {
        var from = json.parse("from", 10, "a date, such as 2027-05-12", LocalDate::parse);
        var until = json.parse("until", 10, "a date, such as 2027-05-14", LocalDate::parse);
        json.complete("from", "until");
        if (from == null || until == null) {
            return null;
        }
        if (until.isBefore(from)) {
            json.violation("/until", "before-from", "Expected: not before from.");
        }
        return new ShopOrder.Promise(from, until);
    }

    private static ShopOrder.@Nullable Destination destination(ValidatingJsonReader json) {
        var kind = json.constant("kind", ShopOrder.Destination.Kind.class);
        var country = json.parse(
                "country",
                2,
                "an ISO 3166-1 code of two letters",
                code -> COUNTRY.matcher(code).matches() ? code : null);
        var city = json.text("city", 100);
        var postalCode = json.text("postalCode", 20);
        var address = json.text("address", 300);
        json.complete("kind");
        return kind == null ? null : new ShopOrder.Destination(kind, country, city, postalCode, address);
    }

    private static String languageTag(String text) {
        return new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
    }

    private static @Nullable String timeZone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) ? text : null;
    }

    private static Instant time(String text) {
        var time = OffsetDateTime.parse(text).toInstant();
        check(Checks.isInCalendar(time), "placedAt (expected: a year of four digits)");
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
