package dev.waymark.orders.projection;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.orders.domain.Order;
import java.util.List;

/**
 * An order as stored.
 *
 * @param version one more with each write
 * @param outbox what has to be published; it is written together with what caused it
 */
public record TrackedOrder(Order order, OrderIndex index, long version, List<OrderUpdate> outbox) {

    public TrackedOrder {
        outbox = List.copyOf(outbox);
    }

    static TrackedOrder placed(Order order, OrderIndex index) {
        var confirmed = new OrderUpdate.OrderConfirmed(
                EventId.of("confirmed", order.id().value()),
                order.id(),
                order.number(),
                order.recordedAt(),
                order.placedAt());
        return new TrackedOrder(order, index, 1, List.of(confirmed));
    }

    public OrderId id() {
        return order.id();
    }

    /** The very same when {@code attached} names no new parcel. */
    TrackedOrder attach(OrderEvent.ShipmentsAttached attached) {
        var next = order.attach(attached);
        return next.equals(order) ? this : new TrackedOrder(next, index, version + 1, outbox);
    }
}
