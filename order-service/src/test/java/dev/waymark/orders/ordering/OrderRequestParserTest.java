package dev.waymark.orders.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.ConnectedCouriers;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.CourierCandidate;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.OrderDefaults;
import dev.waymark.orders.recognition.RecognitionSettings;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OrderRequestParserTest {

    private static final OrderDefaults DEFAULTS = new OrderDefaults("RU", "ru", "Europe/Moscow");

    private final JsonMapper json = JsonMapper.builder().build();
    private final OrderRequestParser parser = new OrderRequestParser(
            new ContactParser(DEFAULTS),
            new TrackingNumberDetector(new RecognitionSettings(List.of(), Map.of())),
            connections(),
            DEFAULTS,
            Clock.fixed(Instant.parse("2027-05-12T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void absentOptionalFieldsHaveDefaults() {
        var order = valid("""
                {"orderNumber": "10042", "placedAt": "2027-05-12T12:00:00.123456+03:00",
                 "customer": {"email": " Anna@Example.com "}}""");

        assertThat(order.placedAt()).isEqualTo(Instant.parse("2027-05-12T09:00:00.123Z"));
        assertThat(order.customer())
                .isEqualTo(new ShopOrder.Customer(
                        null, null, "anna@example.com", null, null, "ru", "Europe/Moscow", List.of(Channel.EMAIL)));
        assertThat(order.items()).isEmpty();
    }

    @Test
    void chatIdIsAnAddressWithConsentUnlessChannelsAreStated() {
        var order = """
                {"orderNumber": "10042", "placedAt": "2027-05-12T12:00:00Z",
                 "customer": {"addresses": {"TELEGRAM": "5550100", "EMAIL": " Anna@Example.com "}%s}}""";

        var all = valid(order.formatted("")).customer();
        assertThat(all.allAddresses())
                .isEqualTo(Map.of(Channel.TELEGRAM, "5550100", Channel.EMAIL, "anna@example.com"));
        assertThat(all.channels()).containsExactlyInAnyOrder(Channel.EMAIL, Channel.TELEGRAM);
        assertThat(valid(order.formatted(", \"channels\": [\"EMAIL\"]"))
                        .customer()
                        .channels())
                .containsExactly(Channel.EMAIL);
    }

    @Test
    void channelThatThereIsNotIsAViolation() {
        assertThat(violations("""
                {"orderNumber": "10042", "placedAt": "2027-05-12T12:00:00Z",
                 "customer": {"addresses": {"PIGEON": "coop 7"}}}""")).containsExactly("/customer/addresses/PIGEON unknown-property");
    }

    @Test
    void contactThatNobodyCanReadIsLeftOutWithAWarning() {
        var order = """
                {"orderNumber": "#10042", "placedAt": "2027-05-12T12:00:00Z",
                 "customer": {"email": "%s", "phone": "%s", "addresses": {"TELEGRAM": "%s"}}}""";

        var mixed = order.formatted("m\u0430ria@lavka.example", "+7 495 123-45-67 ext. 12", "@anna");
        assertThat(valid(mixed).customer().allAddresses()).isEqualTo(Map.of(Channel.SMS, "+74951234567"));
        assertThat(valid(mixed).customer().channels()).containsExactly(Channel.SMS);
        assertThat(warnings(mixed))
                .containsExactly(
                        "/customer/email unreadable",
                        "/customer/phone extension-left-out",
                        "/customer/addresses/TELEGRAM unreadable");

        var none = order.formatted("?", "?", "?");
        assertThat(valid(none).customer().allAddresses()).isEmpty();
        assertThat(valid(none).orderNumber().value()).isEqualTo("10042");
        assertThat(warnings(order.formatted("анна@mail.example", "0049 151 12345678", "5550100")))
                .containsExactly("/customer/email not-ascii");
    }

    @Test
    void phoneIsReadAsOfTheDestinationAndElseAsOfTheShop() {
        var order = """
                {"orderNumber": "10042", "placedAt": "2027-05-12T12:00:00Z",
                 "customer": {"phone": "%s"}, "destination": {"kind": "COURIER", "country": "US"}}""";

        assertThat(valid(order.formatted("(202) 456-1111")).customer().phone()).isEqualTo("+12024561111");
        assertThat(valid(order.formatted("8 916 123-45-67")).customer().phone()).isEqualTo("+79161234567");
    }

    @Test
    void everyViolationIsReportedAtOnce() {
        assertThat(violations("""
                {"orderNumber": 5, "placedAt": "yesterday", "customer": {"name": "A", "nickname": "B"},
                 "items": [{"name": "Kettle", "quantity": 1, "colour": "red"}], "shipment/s": []}"""))
                .containsExactlyInAnyOrder(
                        "/orderNumber not-a-text",
                        "/placedAt unreadable",
                        "/customer/email no-contact",
                        "/customer/nickname unknown-property",
                        "/items/0/colour unknown-property",
                        "/shipment~1s unknown-property");
    }

    @Test
    void whatTheShopCannotMendIsLeftOutWithAWarning() {
        var order = """
                {"orderNumber": "10042", "placedAt": "2027-05-12T12:00:00Z",
                 "customer": {"email": "a@example.com", "name": " ", "language": "e_n", "timeZone": "Mars/Base", "channels": ["PIGEON", "SMS", "EMAIL"]},
                 "items": [{"name": "Cheese, kg", "quantity": 0.5}, {"name": "Gift", "quantity": 0}, {"quantity": 1}, "kettle",
                           {"name": "%s", "quantity": "3"}, {"name": "Tea\\u0007pot", "quantity": 1000000000, "sku": ""}],
                 "promise": {"from": "2027-05-14", "until": "2027-05-12"},
                 "destination": {"kind": "MOON", "country": "de"},
                 "shipments": [{"courier": "CDEK!", "trackingNumber": "1"}, {"courier": "cdek", "trackingNumber": "A//B"},
                               {"courier": "cdek", "trackingNumber": "1011010042"}, {"trackingNumber": "QQ"}]}""".formatted("x".repeat(300));

        assertThat(warnings(order))
                .containsExactlyInAnyOrder(
                        "/customer/language unreadable",
                        "/customer/timeZone unreadable",
                        "/customer/channels/0 unreadable",
                        "/customer/channels no-contact",
                        "/items/0/quantity rounded",
                        "/items/1/quantity out-of-range",
                        "/items/2/name missing",
                        "/items/3 not-an-object",
                        "/items/4/name cut",
                        "/items/4/quantity rounded",
                        "/items/5/quantity rounded",
                        "/promise/until before-from",
                        "/destination/kind unreadable",
                        "/shipments/0/courier unreadable",
                        "/shipments/1/trackingNumber not-addressable",
                        "/shipments/3/courier courier-unrecognised");
        var taken = valid(order);
        assertThat(taken.items())
                .containsExactly(
                        new ShopOrder.Item(null, "Cheese, kg", 1),
                        new ShopOrder.Item(null, "x".repeat(200), 3),
                        new ShopOrder.Item(null, "Tea pot", 100_000));
        assertThat(taken.customer())
                .isEqualTo(new ShopOrder.Customer(
                        null, null, "a@example.com", null, null, "ru", "Europe/Moscow", List.of(Channel.EMAIL)));
        assertThat(taken.promise()).isNull();
        assertThat(taken.destination()).isNull();
        assertThat(taken.shipments()).containsExactly(shipment("cdek", "1011010042"));
    }

    @Test
    void courierThatIsNotConnectedIsAWarningWithThoseThatItMayBe() {
        var result = parser.parseShipments(json.readTree("""
                {"shipments": [{"courier": "udp", "trackingNumber": "1Z5R89390357567127"}]}"""));

        var warning = warningsOf(result).getFirst();
        assertThat(warning.pointer()).isEqualTo("/shipments/0/courier");
        assertThat(warning.code()).isEqualTo("courier-not-connected");
        assertThat(warning.candidates()).extracting(CourierCandidate::courier).containsExactly(new CourierCode("ups"));
    }

    @Test
    void linesThatAreTooManyAreLeftOut() {
        var lines = Collections.nCopies(500, "{\"name\": \"Tea\", \"quantity\": 1}");
        var order = """
                {"orderNumber": "10042", "placedAt": "2027-05-12T12:00:00Z", "customer": {"customerId": "7"}, "items": %s}""".formatted(lines);

        assertThat(valid(order).items()).hasSize(OrderRequestParser.MAX_ITEMS);
        assertThat(warnings(order)).containsExactly("/items too-many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2036-01-01T00:00:00Z", "2027-05-14T00:00:00Z"})
    void timeThatNobodyOrdersAtIsAViolation(String placedAt) {
        assertThat(violations("""
                {"orderNumber": "10042", "placedAt": "%s", "customer": {"customerId": "7"}}""".formatted(placedAt))).containsExactly("/placedAt out-of-range");
    }

    @Test
    void newerFieldOnTheTopicIsAWarning() {
        var record = parser.ofRecords().parseOrder(json.readTree("""
                {"orderNumber": "10042", "placedAt": "2027-05-12T12:00:00Z", "customer": {"customerId": "7", "tier": "gold"}, "gift": true}"""));

        assertThat(warningsOf(record))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/customer/tier", "/gift");
        assertThat(warningsOf(record)).extracting(Violation::code).containsOnly("unknown-property");
    }

    @Test
    void bodyThatIsNoObjectIsInvalid() {
        assertThat(violations("[]"))
                .containsExactly(" not-an-object", "/orderNumber missing", "/placedAt missing", "/customer missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "-0001-12-31T00:00:00Z"})
    void timeThatNoCalendarHasIsUnreadable(String time) {
        assertThat(violations("""
                {"orderNumber": "10042", "placedAt": "%s", "customer": {"customerId": "7"}}""".formatted(time))).containsExactly("/placedAt unreadable");
    }

    @Test
    void shipmentsAreInTheOrderOfTheRequestAndEachOnce() {
        var result = parser.parseShipments(json.readTree("""
                {"shipments": [{"courier": "ups", "trackingNumber": "2"}, {"courier": "cdek", "trackingNumber": "1"},
                               {"courier": "ups", "trackingNumber": "2"}]}"""));

        assertThat(result).isEqualTo(new Valid<>(List.of(shipment("ups", "2"), shipment("cdek", "1")), List.of()));
    }

    private static CourierConnections connections() {
        var connections = new CourierConnections();
        connections.replace(new ConnectedCouriers(
                Stream.of("cdek", "ups", "waymark").map(CourierCode::new).toList()));
        return connections;
    }

    private static ShipmentAssignment shipment(String courier, String number) {
        return new ShipmentAssignment(new CourierCode(courier), new TrackingNumber(number), null, null);
    }

    private ShopOrder valid(String body) {
        return switch (parser.parseOrder(json.readTree(body))) {
            case Valid<ShopOrder>(var order, var _) -> order;
            case Invalid<ShopOrder>(var violations) -> throw new AssertionError(violations);
        };
    }

    private List<String> warnings(String body) {
        return warningsOf(parser.parseOrder(json.readTree(body))).stream()
                .map(warning -> warning.pointer() + " " + warning.code())
                .toList();
    }

    private static List<Violation> warningsOf(ParseResult<?> result) {
        return switch (result) {
            case Valid<?>(var _, var warnings) -> warnings;
            case Invalid<?>(var violations) -> throw new AssertionError(violations);
        };
    }

    private List<String> violations(String body) {
        return switch (parser.parseOrder(json.readTree(body))) {
            case Valid<ShopOrder>(var order, var _) -> throw new AssertionError(order);
            case Invalid<ShopOrder>(var violations) ->
                violations.stream()
                        .map(violation -> violation.pointer() + " " + violation.code())
                        .toList();
        };
    }
}
