package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderEvent.OrderAmended;
import dev.waymark.contract.order.OrderEvent.OrderCancelled;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderEvent.OrderStateReached;
import dev.waymark.contract.order.OrderEvent.ShipmentDetached;
import dev.waymark.contract.order.OrderEvent.ShipmentReplaced;
import dev.waymark.contract.order.OrderEvent.ShipmentsAttached;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderState;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final OrderNumber NUMBER = new OrderNumber("10042");
    private static final OrderId ID = OrderId.of(NUMBER);
    private static final ShipmentKey A = Samples.shipment("A");
    private static final ShipmentKey B = Samples.shipment("B");
    private static final ShipmentKey C = Samples.shipment("C");
    private static final ShipmentKey D = Samples.shipment("D");

    private static final ShopOrder.Promise PROMISE =
            new ShopOrder.Promise(LocalDate.parse("2027-05-13"), LocalDate.parse("2027-05-14"));

    private static final List<OrderEvent> EVENTS = List.of(
            attached(1, B, C),
            detached(2, A),
            replaced(3, B, D),
            attached(4, A),
            detached(5, C),
            attached(6, D),
            amended(7, "p-2", "en", null),
            cancelled(8, new OrderLine(2, 1)),
            amended(9, "p-3", null, PROMISE),
            amended(10, null, "fr", null),
            cancelled(11, new OrderLine(2, 5)),
            reached(12, OrderState.PACKED),
            reached(13, OrderState.PAID),
            reached(14, OrderState.PACKED));

    @Test
    void shipmentsAreThoseOfTheLastWordAboutEach() {
        var order = fold(EVENTS);

        assertThat(order.shipments()).containsExactly(A, D);
        assertThat(order.formerShipments()).containsExactly(B, C);
    }

    @Test
    void eachCorrectionHoldsUntilALaterOneOfTheSame() {
        var placed = fold(EVENTS).placed();

        assertThat(placed.personId()).isEqualTo("p-3");
        assertThat(placed.language()).isEqualTo("fr");
        assertThat(placed.promise()).isEqualTo(PROMISE);
        assertThat(placed.timeZone()).isEqualTo("Europe/Moscow");
        assertThat(fold(EVENTS).linkGeneration()).isEqualTo(2);
    }

    @Test
    void linesAreCancelledUpToWhatThereIsAndAllOfThemAreTheOrder() {
        var order = fold(EVENTS);

        assertThat(order.cancelled()).containsExactly(new OrderLine(2, 2));
        assertThat(order.isCancelled()).isFalse();
        assertThat(order.cancelledAt()).contains(at(11));
        assertThat(order.change(cancelled(20, new OrderLine(1, null))).isCancelled())
                .isTrue();
        assertThat(order.change(new OrderCancelled(EventId.of("all"), ID, at(20), null))
                        .cancelled())
                .containsExactly(new OrderLine(1, 1), new OrderLine(2, 2));
    }

    @Test
    void statesAreTheLastWordAboutEachInTheOrderInWhichTheyWereReached() {
        assertThat(fold(EVENTS).states())
                .extracting(OrderStateReached::state, OrderStateReached::occurredAt)
                .containsExactly(tuple(OrderState.PAID, at(13)), tuple(OrderState.PACKED, at(14)));
    }

    @Property(tries = 1000)
    void foldDependsOnNeitherOrderNorRepetition(@ForAll long seed) {
        var random = new Random(seed);
        var events = new ArrayList<>(EVENTS);
        IntStream.range(0, random.nextInt(6))
                .mapToObj(_ -> EVENTS.get(random.nextInt(EVENTS.size())))
                .forEach(events::add);
        Collections.shuffle(events, random);

        assertThat(sorted(fold(events))).isEqualTo(sorted(fold(EVENTS)));
    }

    /** The order of revocations means nothing: they are counted. */
    private static Order sorted(Order order) {
        var revocations = order.revocations().stream()
                .sorted(Comparator.comparing(EventId::value))
                .toList();
        return new Order(order.placed(), order.assignments(), revocations, order.changes());
    }

    @Test
    void tooManyShipmentsAreLeftOutAndTheOldestDetachedOnesAreForgotten() {
        var many = IntStream.range(0, 60)
                .mapToObj(i -> attached(i + 1, Samples.shipment("M" + i)))
                .map(OrderEvent.class::cast);
        var gone = IntStream.range(0, 60)
                .mapToObj(i -> detached(i + 100, Samples.shipment("G" + i)))
                .map(OrderEvent.class::cast);

        var order = fold(Stream.concat(many, gone).toList());

        assertThat(order.shipments()).hasSize(Order.MAX_SHIPMENTS).contains(A).doesNotContain(Samples.shipment("M59"));
        assertThat(order.formerShipments()).hasSize(50).contains(Samples.shipment("G59"));
    }

    @Test
    void shipmentReplacedByItselfStays() {
        assertThat(fold(List.of(replaced(1, A, A))).shipments()).containsExactly(A);
    }

    private static Order fold(List<OrderEvent> events) {
        var order = new Order(new OrderPlaced(
                EventId.of("placed"),
                ID,
                NUMBER,
                at(0),
                at(0),
                "p-1",
                "sealed",
                "ru",
                "Europe/Moscow",
                List.of(Channel.EMAIL),
                List.of(new ShopOrder.Item(null, "Kettle", 1), new ShopOrder.Item(null, "Cup", 2)),
                null,
                null,
                List.of(ShipmentAssignment.of(A))));
        for (var event : events) {
            order = switch (event) {
                case ShipmentsAttached attached -> order.attach(attached);
                case ShipmentDetached detached -> order.detach(detached);
                case ShipmentReplaced replaced -> order.replace(replaced);
                case OrderPlaced _ -> order;
                case OrderAmended _, OrderCancelled _, OrderStateReached _ -> order.change(event);
                case OrderEvent.LinksRevoked revoked -> order.revokeLinks(revoked);
            };
        }
        return order;
    }

    private static ShipmentsAttached attached(int minute, ShipmentKey... shipments) {
        return new ShipmentsAttached(
                EventId.of("attached", String.valueOf(minute)),
                ID,
                at(minute),
                Stream.of(shipments).map(ShipmentAssignment::of).toList());
    }

    private static ShipmentDetached detached(int minute, ShipmentKey shipment) {
        return new ShipmentDetached(EventId.of("detached", String.valueOf(minute)), ID, at(minute), shipment);
    }

    private static ShipmentReplaced replaced(int minute, ShipmentKey replaced, ShipmentKey replacement) {
        return new ShipmentReplaced(
                EventId.of("replaced", String.valueOf(minute)),
                ID,
                at(minute),
                replaced,
                ShipmentAssignment.of(replacement));
    }

    private static OrderAmended amended(
            int minute, @Nullable String person, @Nullable String language, ShopOrder.@Nullable Promise promise) {
        return new OrderAmended(
                EventId.of("amended", String.valueOf(minute)),
                ID,
                at(minute),
                person,
                person,
                person != null,
                language,
                null,
                null,
                null,
                promise,
                null);
    }

    private static OrderCancelled cancelled(int minute, OrderLine... lines) {
        return new OrderCancelled(EventId.of("cancelled", String.valueOf(minute)), ID, at(minute), List.of(lines));
    }

    private static OrderStateReached reached(int minute, OrderState state) {
        return new OrderStateReached(EventId.of("reached", String.valueOf(minute)), ID, at(minute), state, at(minute));
    }

    private static Instant at(int minute) {
        return Samples.NOON.plusSeconds(60L * minute);
    }
}
