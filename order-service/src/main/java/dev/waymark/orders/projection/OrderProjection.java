package dev.waymark.orders.projection;

import static java.util.stream.Collectors.toMap;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderEvent.LinksRevoked;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderEvent.ShipmentsAttached;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.TrackedOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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

    private Mono<Map<OrderId, OrderIndex>> index(Map<OrderId, TrackedOrder> stored, List<OrderEvent> events) {
        var placed = events.stream()
                .filter(event -> !stored.containsKey(event.orderId()))
                .filter(OrderPlaced.class::isInstance)
                .map(event -> new Order((OrderPlaced) event))
                .collect(toMap(Order::id, Function.identity(), (first, _) -> first));
        return placed.isEmpty() ? Mono.just(Map.of()) : indexer.index(placed.values());
    }

    private TrackedOrder apply(
            @Nullable TrackedOrder stored, List<OrderEvent> events, Map<OrderId, OrderIndex> indexes) {
        var tracked = stored;
        for (var event : events) {
            tracked = switch (event) {
                case OrderPlaced placed -> tracked == null ? place(placed, indexes) : tracked;
                case ShipmentsAttached attached -> existing(tracked, attached).attach(attached);
                case LinksRevoked revoked -> existing(tracked, revoked).revokeLinks(revoked, indexer::linkHashes);
            };
        }
        return Objects.requireNonNull(tracked);
    }

    private static TrackedOrder place(OrderPlaced placed, Map<OrderId, OrderIndex> indexes) {
        var index = Objects.requireNonNull(indexes.get(placed.orderId()), "indexed before");
        return TrackedOrder.placed(new Order(placed), index);
    }

    private static TrackedOrder existing(@Nullable TrackedOrder tracked, OrderEvent event) {
        if (tracked == null) {
            throw new UnprocessableEvent("order " + event.orderId() + ": changed before it was placed");
        }
        return tracked;
    }

    private static List<ShipmentProjection.Claim> claims(List<TrackedOrder> orders, List<OrderEvent> events) {
        var placedAt = orders.stream()
                .collect(toMap(
                        TrackedOrder::key, tracked -> tracked.order().placed().placedAt()));
        return events.stream()
                .flatMap(event -> event.shipments().stream()
                        .map(shipment -> new ShipmentProjection.Claim(
                                shipment,
                                event.orderId(),
                                placedAt.getOrDefault(event.orderId(), event.recordedAt()),
                                event.recordedAt())))
                .toList();
    }
}
