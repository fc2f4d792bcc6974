package dev.waymark.orders.ordering;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderState;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.ordering.ChangeResult.Appended;
import dev.waymark.orders.ordering.ChangeResult.OrderUnknown;
import dev.waymark.orders.ordering.ChangeResult.ShipmentUnknown;
import dev.waymark.orders.ordering.ChangeResult.Unfitting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Appends to the log what shops change about orders. A change has one id for its request, also when it is appended twice. */
public record OrderChanges(OrderReservations reservations, OrderReadModel stored, OrderLog log, Clock clock) {

    /** The read model follows the log: what was appended a moment ago may not be in it yet. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Names further shipments. */
    public Mono<ChangeResult> attach(OrderNumber number, List<ShipmentAssignment> shipments, String request) {
        return append(
                number,
                id -> new OrderEvent.ShipmentsAttached(
                        EventId.of("shipments-attached", id.value(), request), id, clock.instant(), shipments));
    }

    public Mono<ChangeResult> detach(OrderNumber number, ShipmentKey shipment, String request) {
        return append(
                number,
                shipment,
                id -> new OrderEvent.ShipmentDetached(
                        EventId.of("shipment-detached", id.value(), request), id, clock.instant(), shipment));
    }

    public Mono<ChangeResult> replace(
            OrderNumber number, ShipmentKey replaced, ShipmentAssignment replacement, String request) {
        return append(
                number,
                replaced,
                id -> new OrderEvent.ShipmentReplaced(
                        EventId.of("shipment-replaced", id.value(), request),
                        id,
                        clock.instant(),
                        replaced,
                        replacement));
    }

    /** Cancels {@code lines}, and the whole order where there are none. */
    public Mono<ChangeResult> cancel(OrderNumber number, List<OrderLine> lines, String request) {
        return whenStored(number, _ -> true, new OrderUnknown(), tracked -> {
            var violations = violations(tracked.order().placed().items().size(), lines);
            return violations.isEmpty()
                    ? append(new OrderEvent.OrderCancelled(
                            EventId.of("order-cancelled", tracked.key().value(), request),
                            tracked.key(),
                            clock.instant(),
                            lines.isEmpty() ? null : lines))
                    : Mono.just(new Unfitting(violations));
        });
    }

    private static List<Violation> violations(int items, List<OrderLine> lines) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).line() > items)
                .mapToObj(i -> new Violation(
                        "/lines/%d/line".formatted(i),
                        "no-such-line",
                        "Expected: at most %d, as many as the order has.".formatted(items),
                        List.of()))
                .toList();
    }

    /** The order has come to {@code state}, now where {@code occurredAt} is absent. */
    public Mono<ChangeResult> reach(
            OrderNumber number, OrderState state, @Nullable Instant occurredAt, String request) {
        return append(number, id -> {
            var now = clock.instant();
            return new OrderEvent.OrderStateReached(
                    EventId.of("order-state-reached", id.value(), request),
                    id,
                    now,
                    state,
                    occurredAt == null ? now : occurredAt);
        });
    }

    /** Ends the links sent so far, each time anew. */
    public Mono<ChangeResult> revokeLinks(OrderNumber number, String request) {
        return append(
                number,
                id -> new OrderEvent.LinksRevoked(
                        EventId.of("links-revoked", id.value(), request), id, clock.instant()));
    }

    private Mono<ChangeResult> append(OrderNumber number, Function<OrderId, OrderEvent> change) {
        var id = OrderId.of(number);
        return reservations
                .isLogged(id)
                .flatMap(logged -> logged ? append(change.apply(id)) : Mono.just(new OrderUnknown()));
    }

    private Mono<ChangeResult> append(OrderNumber number, ShipmentKey shipment, Function<OrderId, OrderEvent> change) {
        // Also of one that was detached: whoever asks once more is told the same.
        Predicate<TrackedOrder> known = tracked -> tracked.order().assignments().stream()
                .anyMatch(assigned -> assigned.key().equals(shipment));
        return whenStored(number, known, new ShipmentUnknown(), tracked -> append(change.apply(tracked.key())));
    }

    Mono<ChangeResult> append(OrderEvent event) {
        return log.append(event).thenReturn(new Appended(List.of()));
    }

    /** Does {@code change} once the order is stored and meets {@code condition}; {@code otherwise}, where it does not soon. */
    Mono<ChangeResult> whenStored(
            OrderNumber number,
            Predicate<TrackedOrder> condition,
            ChangeResult otherwise,
            Function<TrackedOrder, Mono<ChangeResult>> change) {
        var id = OrderId.of(number);
        return reservations
                .isLogged(id)
                .filter(logged -> logged)
                .flatMap(_ -> find(id, condition).flatMap(change).defaultIfEmpty(otherwise))
                .defaultIfEmpty(new OrderUnknown());
    }

    /** Looks for it some times: the read model follows the log. */
    Mono<TrackedOrder> find(OrderId id, Predicate<TrackedOrder> condition) {
        return Mono.defer(() -> stored.orders(List.of(id)))
                .flatMap(orders -> Mono.justOrEmpty(orders.get(id)))
                .filter(condition)
                .repeatWhenEmpty(times -> times.take(LOOKS).delayElements(BETWEEN_LOOKS));
    }
}
