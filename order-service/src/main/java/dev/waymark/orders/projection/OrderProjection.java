package dev.waymark.orders.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderEvent.LinksRevoked;
import dev.waymark.contract.order.OrderEvent.OrderAmended;
import dev.waymark.contract.order.OrderEvent.OrderCancelled;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderEvent.OrderStateReached;
import dev.waymark.contract.order.OrderEvent.ShipmentDetached;
import dev.waymark.contract.order.OrderEvent.ShipmentReplaced;
import dev.waymark.contract.order.OrderEvent.ShipmentsAttached;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.TrackedOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Applies order events to orders, then assigns the shipments they name. */
public final class OrderProjection extends Projection<OrderId, TrackedOrder> {

    private final OrderIndexer indexer;
    private final ShipmentProjection shipments;

    public OrderProjection(
            AggregateStore<OrderId, TrackedOrder> store,
            OrderIndexer indexer,
            ShipmentProjection shipments,
            UpdatePublisher publisher) {
        super(store, publisher);
        this.indexer = indexer;
        this.shipments = shipments;
    }

    /** Completes when all of them are applied and published. */
    public Mono<Void> project(List<OrderEvent> events) {
        // The order first: an order is confirmed to the customer before anything about its shipments.
        return update(
                        events,
                        OrderEvent::orderId,
                        stored -> index(stored, events)
                                .map(indexes -> (_, order, ofOrder) -> apply(order, ofOrder, indexes)))
                .flatMap(orders -> shipments.claim(claims(orders, events)));
    }

    /** Of the orders that are new, or whose customer is another: as they are after all of {@code events}. */
    private Mono<Map<OrderId, OrderIndex>> index(Map<OrderId, TrackedOrder> stored, List<OrderEvent> events) {
        var orders =
                events.stream()
                        .collect(groupingBy(OrderEvent::orderId, LinkedHashMap::new, toList()))
                        .entrySet()
                        .stream()
                        .flatMap(of -> Stream.ofNullable(indexed(stored.get(of.getKey()), of.getValue())))
                        .toList();
        return orders.isEmpty() ? Mono.just(Map.of()) : indexer.index(orders);
    }

    private static @Nullable Order indexed(@Nullable TrackedOrder stored, List<OrderEvent> events) {
        var order = stored == null ? null : stored.order();
        var isIndexed = false;
        for (var event : events) {
            if (event instanceof OrderPlaced placed && order == null) {
                order = new Order(placed);
                isIndexed = true;
            } else if (order != null) {
                isIndexed |= event instanceof OrderAmended;
                order = switch (event) {
                    case OrderAmended amended -> order.change(amended);
                    case LinksRevoked revoked -> order.revokeLinks(revoked);
                    case OrderPlaced _,
                            ShipmentsAttached _,
                            ShipmentDetached _,
                            ShipmentReplaced _,
                            OrderCancelled _,
                            OrderStateReached _ -> order;
                };
            }
        }
        return isIndexed ? order : null;
    }

    private TrackedOrder apply(
            @Nullable TrackedOrder stored, List<OrderEvent> events, Map<OrderId, OrderIndex> indexes) {
        var tracked = stored;
        for (var event : events) {
            tracked = switch (event) {
                case OrderPlaced placed -> tracked == null ? place(placed, indexes) : tracked;
                case ShipmentsAttached attached -> withShipments(tracked, attached, order -> order.attach(attached));
                case ShipmentDetached detached -> withShipments(tracked, detached, order -> order.detach(detached));
                case ShipmentReplaced replaced -> withShipments(tracked, replaced, order -> order.replace(replaced));
                case OrderAmended amended -> existing(tracked, amended).change(amended, indexes.get(amended.orderId()));
                case OrderCancelled cancelled -> existing(tracked, cancelled).change(cancelled, null);
                case OrderStateReached reached -> existing(tracked, reached).change(reached, null);
                case LinksRevoked revoked -> existing(tracked, revoked).revokeLinks(revoked, indexer::linkHashes);
            };
        }
        return Objects.requireNonNull(tracked);
    }

    private static TrackedOrder place(OrderPlaced placed, Map<OrderId, OrderIndex> indexes) {
        var index = Objects.requireNonNull(indexes.get(placed.orderId()), "indexed before");
        return TrackedOrder.placed(new Order(placed), index);
    }

    private static TrackedOrder withShipments(
            @Nullable TrackedOrder tracked, OrderEvent event, UnaryOperator<Order> change) {
        var order = existing(tracked, event);
        return order.withShipments(change.apply(order.order()));
    }

    private static TrackedOrder existing(@Nullable TrackedOrder tracked, OrderEvent event) {
        if (tracked == null) {
            throw new UnprocessableEvent("order " + event.orderId() + ": changed before it was placed");
        }
        return tracked;
    }

    /** By what holds now: of a batch that comes again, the first events are not the last word. */
    private static List<ShipmentProjection.Claim> claims(List<TrackedOrder> tracked, List<OrderEvent> events) {
        var orders = tracked.stream().collect(toMap(TrackedOrder::key, TrackedOrder::order));
        return events.stream()
                .flatMap(event -> event.shipmentKeys().stream()
                        .map(shipment -> new ShipmentProjection.Claim(
                                shipment,
                                event.orderId(),
                                placedAt(orders.get(event.orderId()), event),
                                event.recordedAt(),
                                purpose(orders.get(event.orderId()), shipment))))
                .toList();
    }

    private static Instant placedAt(@Nullable Order order, OrderEvent event) {
        return order == null ? event.recordedAt() : order.placed().placedAt();
    }

    private static @Nullable Direction purpose(@Nullable Order order, ShipmentKey shipment) {
        return order == null
                ? null
                : order.assignment(shipment)
                        .map(assignment -> assignment.isReturn() ? Direction.RETURN : Direction.FORWARD)
                        .orElse(null);
    }
}
