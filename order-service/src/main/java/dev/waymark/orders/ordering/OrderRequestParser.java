package dev.waymark.orders.ordering;

import static dev.waymark.contract.Checks.check;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Checks;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderState;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.OrderDefaults;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import dev.waymark.platform.contact.EmailAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parses and validates a shop's order, from HTTP and from the topic alike; reports every violation at once. */
public final class OrderRequestParser {

    public static final int MAX_ITEMS = 200;
    static final int MAX_QUANTITY = 100_000;
    private static final int MAX_TEXT = 200;
    private static final int MAX_CONTACT = 254;
    private static final List<OrderState> STATES = List.of(OrderState.PAID, OrderState.PICKING, OrderState.PACKED);

    /** Nobody waits for an older order; what is far from now is no date, but a clock's zero or a slip. */
    private static final Period OLDEST = Period.ofYears(10);

    /** Clocks differ, and so do ideas of time zones. */
    private static final Duration NEWEST = Duration.ofDays(1);

    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");

    private final ContactParser contacts;
    private final ShipmentListParser shipments;
    private final OrderDefaults defaults;
    private final Clock clock;
    private final boolean ofRecords;

    public OrderRequestParser(
            ContactParser contacts,
            TrackingNumberDetector detector,
            CourierConnections connections,
            OrderDefaults defaults,
            Clock clock) {
        this.contacts = contacts;
        this.shipments = new ShipmentListParser(detector, connections);
        this.defaults = defaults;
        this.clock = clock;
        this.ofRecords = false;
    }

    private OrderRequestParser(OrderRequestParser other, boolean ofRecords) {
        this.contacts = other.contacts;
        this.shipments = other.shipments;
        this.defaults = other.defaults;
        this.clock = other.clock;
        this.ofRecords = ofRecords;
    }

    /** The same for records of the topic, whose writer may be newer than we: a field that we do not know is a warning. */
    public OrderRequestParser ofRecords() {
        return new OrderRequestParser(this, true);
    }

    private <T> ParseResult<T> read(JsonNode body, Function<ValidatingJsonReader, @Nullable T> mapping) {
        return ofRecords ? ValidatingJsonReader.readRecord(body, mapping) : ValidatingJsonReader.read(body, mapping);
    }

    public ParseResult<ShopOrder> parseOrder(JsonNode body) {
        return read(body, this::order);
    }

    /** The body {@code {"shipments": […]}}, with at least one. */
    public ParseResult<List<ShipmentAssignment>> parseShipments(JsonNode body) {
        return read(body, json -> {
            var named = shipments.parse(json);
            if (named.isEmpty() && !json.hasViolations()) {
                json.violation("/shipments", "missing", "Expected: a value.");
            }
            json.complete();
            return named;
        });
    }

    /** The body {@code {"courier": …, "trackingNumber": …}}. */
    public ParseResult<ShipmentAssignment> parseShipment(JsonNode body) {
        return read(body, shipments::shipment);
    }

    /** The body {@code {"lines": [{"line": 2, "quantity": 1}]}}; {@code {}} for all of it. */
    public ParseResult<List<OrderLine>> parseCancellation(JsonNode body) {
        return read(body, json -> {
            var lines = json.objects("lines", MAX_ITEMS, ShipmentListParser::line);
            json.complete();
            return lines;
        });
    }

    /** The body {@code {"state": "PACKED", "occurredAt": …}}. */
    public ParseResult<ReachedState> parseState(JsonNode body) {
        return read(body, json -> {
            var state = json.parse(
                    "state",
                    40,
                    "one of " + STATES,
                    name -> STATES.stream()
                            .filter(known -> known.name().equals(name))
                            .findFirst()
                            .orElse(null));
            var occurredAt = json.parse("occurredAt", 40, "a time with its offset", OrderRequestParser::time);
            checkTime(json, "occurredAt", occurredAt);
            json.complete("state");
            return state == null ? null : new ReachedState(state, occurredAt);
        });
    }

    /**
     * A state that an order has come to.
     *
     * @param occurredAt absent where it is now
     */
    public record ReachedState(OrderState state, @Nullable Instant occurredAt) {}

    /** Any object: what it may hold shows when it is applied. */
    public ParseResult<JsonNode> parsePatch(JsonNode body) {
        return read(body, _ -> body);
    }

    /** The body {@code {}}, where the address says all. */
    public ParseResult<JsonNode> parseEmpty(JsonNode body) {
        return read(body, json -> {
            json.complete();
            return body;
        });
    }

    private @Nullable ShopOrder order(ValidatingJsonReader json) {
        var number = json.parse("orderNumber", 80, "1..40 letters, digits, and . _ / # -", OrderNumber::new);
        DotSegments.check(json, "orderNumber", number == null ? null : number.value());
        var placedAt = json.parse(
                "placedAt", 40, "a time with its offset, such as 2027-05-12T12:00:00+03:00", OrderRequestParser::time);
        checkTime(json, "placedAt", placedAt);
        var lenient = json.lenient();
        var destination = lenient.object("destination", OrderRequestParser::destination);
        var customer =
                json.object("customer", object -> customer(object, destination == null ? null : destination.country()));
        var items = lenient.objects("items", MAX_ITEMS, OrderRequestParser::item);
        var promise = lenient.object("promise", OrderRequestParser::promise);
        var named = shipments.parse(lenient);
        json.complete("orderNumber", "placedAt", "customer");
        return number == null || placedAt == null || customer == null
                ? null
                : new ShopOrder(number, placedAt, customer, items, promise, destination, named);
    }

    private void checkTime(ValidatingJsonReader json, String field, @Nullable Instant time) {
        var now = clock.instant();
        if (time != null
                && (time.isAfter(now.plus(NEWEST))
                        || time.isBefore(
                                now.atOffset(ZoneOffset.UTC).minus(OLDEST).toInstant()))) {
            json.violation("/" + field, "out-of-range", "Expected: within the last ten years.");
        }
    }

    private ShopOrder.Customer customer(ValidatingJsonReader json, @Nullable String country) {
        var lenient = json.lenient();
        var customerId = lenient.text("customerId", 100);
        var name = lenient.text("name", MAX_TEXT);
        var email = address(lenient, "email", Channel.EMAIL, country);
        var phone = address(lenient, "phone", Channel.SMS, country);
        var addresses = lenient.object("addresses", object -> addresses(object, country));
        if (Stream.of("email", "phone", "addresses", "customerId").noneMatch(json::has)) {
            json.violation("/email", "no-contact", "Expected: at least one of email, phone, addresses and customerId.");
        }
        var reachable = Channel.addresses(email, phone, addresses).keySet();
        var channels = json.has("channels")
                ? lenient.constants("channels", Channel.class).stream()
                        .filter(channel -> isReachable(lenient, channel, reachable))
                        .toList()
                : List.copyOf(reachable);
        var language = lenient.parse("language", 35, "a BCP 47 language tag", OrderRequestParser::languageTag);
        var timeZone = lenient.parse("timeZone", 60, "an IANA time zone", OrderRequestParser::timeZone);
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

    private static boolean isReachable(ValidatingJsonReader json, Channel channel, Set<Channel> reachable) {
        if (!reachable.contains(channel)) {
            json.violation("/channels", "no-contact", "Expected: an address for %s.".formatted(channel));
        }
        return reachable.contains(channel);
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
            return null;
        }
        return new ShopOrder.Promise(from, until);
    }

    private static ShopOrder.@Nullable Destination destination(ValidatingJsonReader json) {
        var kind = json.constant("kind", ShopOrder.Destination.Kind.class);
        var country = json.parse(
                "country",
                2,
                "an ISO 3166-1 code of two letters",
                code -> COUNTRY.matcher(code).matches() ? code.toUpperCase(Locale.ROOT) : null);
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
