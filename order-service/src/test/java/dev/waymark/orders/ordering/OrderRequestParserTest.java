package dev.waymark.orders.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.OrderDefaults;
import dev.waymark.orders.recognition.RecognitionSettings;
import dev.waymark.orders.recognition.TrackingNumberDetector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            DEFAULTS);

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
                {"orderNumber": 5, "placedAt": "yesterday", "customer": {"name": " ", "language": "e_n"},
                 "items": [{"quantity": 0}, "kettle"], "promise": {"from": "2027-05-14", "until": "2027-05-12"},
                 "destination": {"kind": "MOON", "country": "de"}, "shipments": {}, "shipment/s": []}"""))
                .containsExactlyInAnyOrder(
                        "/orderNumber not-a-text",
                        "/placedAt unreadable",
                        "/customer/name empty",
                        "/customer/email no-contact",
                        "/customer/language unreadable",
                        "/items/0/name missing",
                        "/items/0/quantity out-of-range",
                        "/items/1 not-an-object",
                        "/promise/until before-from",
                        "/destination/kind unreadable",
                        "/destination/country unreadable",
                        "/shipments not-an-array",
                        "/shipment~1s unknown-property");
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

    private static ShipmentKey shipment(String courier, String number) {
        return new ShipmentKey(new CourierCode(courier), new TrackingNumber(number));
    }

    private ShopOrder valid(String body) {
        return switch (parser.parseOrder(json.readTree(body))) {
            case Valid<ShopOrder>(var order, var _) -> order;
            case Invalid<ShopOrder>(var violations) -> throw new AssertionError(violations);
        };
    }

    private List<String> warnings(String body) {
        return switch (parser.parseOrder(json.readTree(body))) {
            case Valid<ShopOrder>(var _, var warnings) ->
                warnings.stream()
                        .map(warning -> warning.pointer() + " " + warning.code())
                        .toList();
            case Invalid<ShopOrder>(var violations) -> throw new AssertionError(violations);
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
