package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderEvent.ShipmentsAttached;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.orders.domain.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What shops told, as orders: written first, then their parcels are claimed, then the outboxes are published. The three
 * are separate writes, each of which may be repeated, and a batch that comes again repeats all of them.
 */
public final class OrderProjection {

    private static final Retry UNTIL_OURS = Retry.backoff(20, Duration.ofMillis(2))
            .maxBackoff(Duration.ofMillis(200))
            .filter(StaleVersion.class::isInstance);

    private final OrderStore store;
    private final OrderIndexer indexer;
    private final ShipmentProjection shipments;
    private final UpdatePublisher publisher;

    public OrderProjection(
            OrderStore store, OrderIndexer indexer, ShipmentProjection shipments, UpdatePublisher publisher) {
        this.store = store;
        this.indexer = indexer;
        this.shipments = shipments;
        this.publisher = publisher;
    }

    /** Completes when all of it is stored and told. */
    public Mono<Void> project(List<OrderEvent> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        var ids = events.stream().map(OrderEvent::orderId).distinct().toList();
        // An order is confirmed before its parcels are told of: the first thing a customer reads is that we have it.
        return Mono.defer(() -> store.load(ids).flatMap(stored -> settle(stored, events)))
                .retryWhen(UNTIL_OURS)
                .flatMap(this::publish)
                .then(Mono.defer(() -> shipments.claim(claims(events))));
    }

    /** Publishes what a crash has left in outboxes; gives how many orders that were. */
    public Mono<Integer> sweep(Duration age, int limit) {
        return store.leftBehind(age, limit).flatMap(left -> publish(left).thenReturn(left.size()));
    }

    private Mono<List<TrackedOrder>> settle(Map<OrderId, TrackedOrder> stored, List<OrderEvent> events) {
        var placed = new LinkedHashMap<OrderId, Order>();
        for (var event : events) {
            if (event instanceof OrderPlaced order && !stored.containsKey(order.orderId())) {
                placed.putIfAbsent(order.orderId(), Order.placed(order));
            }
        }
        var indexes = placed.isEmpty() ? Mono.just(Map.<OrderId, OrderIndex>of()) : indexer.index(placed.values());
        return indexes.flatMap(index -> {
            var orders = new LinkedHashMap<OrderId, TrackedOrder>(stored);
            placed.forEach((id, order) -> orders.put(id, TrackedOrder.placed(order, indexOf(index, id))));
            for (var event : events) {
                if (event instanceof ShipmentsAttached attached) {
                    var before = orders.get(attached.orderId());
                    if (before == null) {
                        return Mono.error(new OrderMissing(attached.orderId()));
                    }
                    orders.put(attached.orderId(), before.attach(attached));
                }
            }
            return save(stored, orders);
        });
    }

    private static OrderIndex indexOf(Map<OrderId, OrderIndex> indexes, OrderId id) {
        var index = indexes.get(id);
        if (index == null) {
            throw new IllegalStateException("order " + id + ": not indexed");
        }
        return index;
    }

    private Mono<List<TrackedOrder>> save(Map<OrderId, TrackedOrder> stored, Map<OrderId, TrackedOrder> orders) {
        var settled = new ArrayList<TrackedOrder>();
        var changed = new ArrayList<TrackedOrder>();
        orders.forEach((id, after) -> {
            var before = stored.get(id);
            if (before != null && after.version() == before.version()) {
                settled.add(after);
            } else {
                // Several events of one batch are one write.
                var once = new TrackedOrder(
                        after.order(), after.index(), before == null ? 1 : before.version() + 1, after.outbox());
                settled.add(once);
                changed.add(once);
            }
        });
        return changed.isEmpty()
                ? Mono.just(settled)
                : store.save(changed)
                        .filter(saved -> saved)
                        .switchIfEmpty(Mono.error(() -> new StaleVersion(changed.size() + " orders")))
                        .thenReturn(settled);
    }

    private Mono<Void> publish(Collection<TrackedOrder> settled) {
        var waiting =
                settled.stream().filter(order -> !order.outbox().isEmpty()).toList();
        if (waiting.isEmpty()) {
            return Mono.empty();
        }
        List<OrderUpdate> updates =
                waiting.stream().flatMap(order -> order.outbox().stream()).toList();
        return publisher.publish(updates).then(Mono.defer(() -> store.clear(waiting)));
    }

    private static List<ShipmentProjection.Claim> claims(List<OrderEvent> events) {
        return events.stream()
                .flatMap(event -> event.<Stream<ShipmentKey>>match(
                                placed -> placed.shipments().stream(), attached -> attached.shipments().stream())
                        .map(shipment -> new ShipmentProjection.Claim(shipment, event.orderId(), event.recordedAt())))
                .toList();
    }
}
