package dev.waymark.orders.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.OrderView;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.Base64Key;
import dev.waymark.orders.people.LinkSettings;
import dev.waymark.orders.people.LinkTokens;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A guest's view masks the numbers of the order and its shipments, and holds nothing from which they can be computed. */
class HiddenNumbersTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16,}");
    private static final String PARCEL = "10112345678";
    private static final TrackedShipment SHIPMENT = TrackedShipment.empty(Samples.shipment(PARCEL))
            .apply(List.of(Samples.accepted(PARCEL), Samples.outForDelivery(PARCEL)));
    private static final TrackedOrder ORDER = order("10042", SHIPMENT);

    @Test
    void everyIdOfTheGuestsViewIsMadeWithTheKey() {
        var guest = ids(view(ViewAudience.GUEST, 1));

        assertThat(guest).hasSizeGreaterThan(2).isEqualTo(ids(view(ViewAudience.GUEST, 1)));
        assertThat(guest).doesNotContainAnyElementsOf(ids(view(ViewAudience.GUEST, 2)));
        assertThat(guest).doesNotContainAnyElementsOf(ids(view(ViewAudience.SUPPORT, 1)));
    }

    /** What couriers call a scan, a place and a partner is theirs to choose: they put the numbers of the parcel there. */
    @Test
    void guestSeesNoNumberThatACourierRepeats() {
        var parcel = "HIDDEN7731AB1234";
        var leg = "LEG-555-666";
        var shipment = TrackedShipment.empty(Samples.shipment(parcel))
                .apply(List.of(Samples.event(
                        parcel,
                        new Checkpoint(
                                CheckpointId.of(Samples.shipment(parcel), List.of("1")),
                                new Fact.Status(SubStatus.ARRIVED),
                                Direction.FORWARD,
                                new CheckpointTime(Samples.NOON, "noon of " + parcel, ZoneQuality.EXPLICIT),
                                new Place("Пермь", "LEG555666", "RU", "Depot hidden-7731-AB-1234, shelf 10042"),
                                new Details(null, null, null, null, false, "DHL " + leg, new TrackingNumber(leg)),
                                new RawStatusText(parcel + "-X", "at " + parcel, "for " + parcel)))));
        var hidden = Pattern.compile("(?i)HIDDEN-?7731|LEG-?555|10042");

        var guest = json(ViewAudience.GUEST, 1, order("10042", shipment), shipment);

        assertThat(hidden.matcher(guest).find()).as(guest).isFalse();
        assertThat(guest)
                .contains("\"facility\":\"Depot ···, shelf ···\"", "\"city\":\"Пермь\"")
                .doesNotContain("rawStatus");
        assertThat(json(ViewAudience.OWNER, 1, order("10042", shipment), shipment))
                .contains(parcel + "-X", "Depot hidden-7731-AB-1234, shelf 10042", leg);
    }

    @Test
    void shortNumberIsHiddenWhereItStandsAlone() {
        var hidden = HiddenNumbers.of(List.of("42", "A"));

        assertThat(hidden.hide("Samara 42, gate A, 4210")).isEqualTo("Samara ···, gate ···, 4210");
    }

    @ParameterizedTest
    @CsvSource({
        "42, ··, ···",
        "A, ··, ···",
        "427, ··, ···",
        "1042, ··42, ···42",
        "10123456, ··56, ···56",
        "1012345678, ··78, 101···78"
    })
    void atLeastHalfOfANumberIsHidden(String number, String order, String parcel) {
        assertThat(Masks.lastTwo(number)).isEqualTo(order);
        assertThat(Masks.trackingNumber(number)).isEqualTo(parcel);
    }

    @Test
    void whoSeesTheNumbersSeesOurOwnIds() {
        assertThat(ids(view(ViewAudience.SHOP, 1)))
                .contains(ORDER.key().value().substring(2))
                .isEqualTo(ids(view(ViewAudience.OWNER, 2)));
    }

    /** A new id of a view has its line here, and so a thought: is it shown to a guest, and what is it made from? */
    @Test
    void theIdsOfAViewAreKnown() {
        assertThat(components(OrderView.class)
                        .filter(component -> component.getName().matches("(?i)id|.*(Id|Ref|Hash|Key)"))
                        .map(component -> component.getDeclaringRecord().getSimpleName() + "." + component.getName())
                        .distinct())
                .containsExactlyInAnyOrder("OrderView.orderId", "TimelineEntry.id", "TimelineEntry.rawId");
    }

    private static Stream<RecordComponent> components(Type type) {
        return switch (type) {
            case ParameterizedType generic ->
                Arrays.stream(generic.getActualTypeArguments()).flatMap(HiddenNumbersTest::components);
            case Class<?> plain
            when plain.isRecord() ->
                Arrays.stream(plain.getRecordComponents())
                        .flatMap(component ->
                                Stream.concat(Stream.of(component), components(component.getGenericType())));
            default -> Stream.of();
        };
    }

    private static String view(ViewAudience audience, int key) {
        return json(audience, key, ORDER, SHIPMENT);
    }

    private static String json(ViewAudience audience, int key, TrackedOrder order, TrackedShipment shipment) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) key);
        var links = new LinkTokens(
                new LinkSettings(new Base64Key(Base64.getEncoder().encodeToString(bytes)), "/t/", Duration.ofDays(90)));
        var view = new OrderViewAssembler(audience, links, Samples.NOON.plus(Duration.ofDays(1)))
                .order(order, Map.of(shipment.key(), shipment), null);
        return new JsonMapper().writeValueAsString(view);
    }

    private static Set<String> ids(String json) {
        return ID.matcher(json).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static TrackedOrder order(String orderNumber, TrackedShipment shipment) {
        var number = new OrderNumber(orderNumber);
        var placed = new OrderPlaced(
                EventId.of("placed"),
                OrderId.of(number),
                number,
                Samples.NOON,
                Samples.NOON,
                "person-1",
                "sealed",
                "ru",
                "Europe/Moscow",
                List.of(),
                List.of(new ShopOrder.Item(null, "Чайник", 1)),
                null,
                null,
                List.of(ShipmentAssignment.of(shipment.key())));
        return new TrackedOrder(
                new Order(placed), new OrderIndex(List.of(), List.of(), List.of(), false), 1, List.of());
    }
}
