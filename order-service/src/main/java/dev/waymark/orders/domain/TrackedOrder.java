package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import java.util.List;

/** An order as stored. */
public record TrackedOrder(Order order, OrderIndex index, long version, List<OrderUpdate> outbox)
        implements Aggregate<OrderId, TrackedOrder> {

    public TrackedOrder {
        outbox = List.copyOf(outbox);
    }

    public static TrackedOrder placed(Order order, OrderIndex index) {
        var placed = order.placed();
        var confirmed = new OrderUpdate.OrderConfirmed(
                EventId.of("confirmed", order.id().value()),
                order.id(),
                placed.orderNumber(),
                Provenance.millis(placed.recordedAt()),
                Provenance.millis(placed.placedAt()));
        return new TrackedOrder(order, index, 0, List.of(confirmed));
    }

    @Override
    public OrderId key() {
        return order.id();
    }

    public TrackedOrder attach(OrderEvent.ShipmentsAttached attached) {
        return new TrackedOrder(order.attach(attached), index, version, outbox);
    }

    @Override
    public TrackedOrder withVersion(long written) {
        return new TrackedOrder(order, index, written, outbox);
    }
}
