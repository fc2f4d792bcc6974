package dev.waymark.orders.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.ShopOrder;
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
import tools.jackson.databind.json.JsonMapper;

/** A guest's view masks the numbers of the order and its shipments, and holds nothing from which they can be computed. */
class HiddenNumbersTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16,}");
    private static final String PARCEL = "10112345678";
    private static final TrackedShipment SHIPMENT = TrackedShipment.empty(Samples.shipment(PARCEL))
            .apply(List.of(Samples.accepted(PARCEL), Samples.outForDelivery(PARCEL)));
    private static final TrackedOrder ORDER = order();

    @Test
    void everyIdOfTheGuestsViewIsMadeWithTheKey() {
        var guest = ids(view(ViewAudience.GUEST, 1));

        assertThat(guest).hasSizeGreaterThan(2).isEqualTo(ids(view(ViewAudience.GUEST, 1)));
        assertThat(guest).doesNotContainAnyElementsOf(ids(view(ViewAudience.GUEST, 2)));
        assertThat(guest).doesNotContainAnyElementsOf(ids(view(ViewAudience.SUPPORT, 1)));
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
                        .map(component -> component.getDeclaringRecord().getSimpleName() + "." + component.getName()))
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
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) key);
        var links = new LinkTokens(
                new LinkSettings(new Base64Key(Base64.getEncoder().encodeToString(bytes)), Duration.ofDays(90)));
        var view = new OrderViewAssembler(audience, links, Samples.NOON.plus(Duration.ofDays(1)))
                .order(ORDER, Map.of(SHIPMENT.key(), SHIPMENT), null);
        return new JsonMapper().writeValueAsString(view);
    }

    private static Set<String> ids(String json) {
        return ID.matcher(json).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static TrackedOrder order() {
        var number = new OrderNumber("10042");
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
                List.of(SHIPMENT.key()));
        return new TrackedOrder(
                new Order(placed), new OrderIndex(List.of(), List.of(), List.of(), false), 1, List.of());
    }
}
