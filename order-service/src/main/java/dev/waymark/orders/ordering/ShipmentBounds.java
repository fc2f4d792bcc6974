package dev.waymark.orders.ordering;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * How many shipments an order has, and how many orders a shipment. By the read model, which follows the log: the fold has
 * the same bounds, and leaves out what is past them.
 */
public record ShipmentBounds(OrderReadModel stored) {

    /** What is wrong with {@code order} being sent in {@code named} as well; nothing is when it is already. */
    public Mono<List<Violation>> violations(OrderId order, List<ShipmentKey> named) {
        return named.isEmpty()
                ? Mono.just(List.of())
                : Mono.zip(
                        stored.orders(List.of(order)),
                        stored.shipments(named),
                        (orders, shipments) -> violations(order, named, orders, shipments));
    }

    private static List<Violation> violations(
            OrderId order,
            List<ShipmentKey> named,
            Map<OrderId, TrackedOrder> orders,
            Map<ShipmentKey, TrackedShipment> shipments) {
        var violations = new ArrayList<Violation>();
        var all = new HashSet<>(named);
        var known = orders.get(order);
        if (known != null) {
            all.addAll(known.order().shipments());
        }
        if (all.size() > Order.MAX_SHIPMENTS) {
            violations.add(
                    violation("", "too-many", "Expected: at most %d in one order.".formatted(Order.MAX_SHIPMENTS)));
        }
        for (var i = 0; i < named.size(); i++) {
            var tracked = shipments.get(named.get(i));
            if (tracked != null
                    && tracked.orders().size() >= TrackedShipment.MAX_ORDERS
                    && !tracked.orders().contains(order)) {
                violations.add(violation(
                        "/%d/trackingNumber".formatted(i),
                        "too-many-orders",
                        "Expected: a shipment of fewer than %d other orders.".formatted(TrackedShipment.MAX_ORDERS)));
            }
        }
        return List.copyOf(violations);
    }

    private static Violation violation(String pointer, String code, String detail) {
        return new Violation("/shipments" + pointer, code, detail, List.of());
    }
}
