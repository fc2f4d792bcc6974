package dev.waymark.orders.ordering;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.ordering.ParseResult.Valid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How many shipments an order has, and how many orders a shipment. By the read model, which follows the log: the fold has
 * the same bounds, and leaves out what is past them.
 */
public record ShipmentBounds(OrderReadModel stored) {

    /**
     * What is wrong with {@code order} being sent in {@code named} as well; nothing is when it is already.
     *
     * @param replaced the one it is sent in no longer
     */
    public Mono<List<Violation>> violations(OrderId order, List<ShipmentKey> named, @Nullable ShipmentKey replaced) {
        return named.isEmpty()
                ? Mono.just(List.of())
                : Mono.zip(
                        stored.orders(List.of(order)),
                        stored.shipments(named),
                        (orders, shipments) -> violations(order, named, replaced, orders, shipments));
    }

    /** The order as it can be taken: a shipment that too many others name is left out, and in the warnings. */
    public Mono<Valid<ShopOrder>> limited(Valid<ShopOrder> request) {
        var order = request.value();
        return violations(OrderId.of(order.orderNumber()), order.shipmentKeys(), null)
                .map(violations -> violations.isEmpty()
                        ? request
                        : new Valid<>(
                                order.withShipments(within(order, violations)),
                                Stream.concat(request.warnings().stream(), violations.stream())
                                        .toList()));
    }

    private static List<ShipmentAssignment> within(ShopOrder order, List<Violation> violations) {
        return IntStream.range(0, order.shipments().size())
                .filter(i -> violations.stream()
                        .noneMatch(violation -> violation.pointer().startsWith("/shipments/%d/".formatted(i))))
                .mapToObj(order.shipments()::get)
                .toList();
    }

    private static List<Violation> violations(
            OrderId order,
            List<ShipmentKey> named,
            @Nullable ShipmentKey replaced,
            Map<OrderId, TrackedOrder> orders,
            Map<ShipmentKey, TrackedShipment> shipments) {
        var violations = new ArrayList<Violation>();
        var all = new HashSet<>(named);
        var known = orders.get(order);
        if (known != null) {
            known.order().shipments().stream()
                    .filter(shipment -> !shipment.equals(replaced))
                    .forEach(all::add);
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
