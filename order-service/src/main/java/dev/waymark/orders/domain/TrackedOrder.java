package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /** With links of a new generation; {@code linkHashes} gives those of all links that are still known, revoked or not. */
    public TrackedOrder revokeLinks(OrderEvent.LinksRevoked revoked, Function<Order, List<String>> linkHashes) {
        var changed = order.revokeLinks(revoked);
        if (changed.equals(order)) {
            return this;
        }
        var update = new OrderUpdate.OrderLinksRevoked(
                EventId.of("links-revoked-update", revoked.id().value()),
                order.id(),
                Provenance.millis(revoked.recordedAt()));
        var updates = Stream.concat(outbox.stream(), Stream.of(update)).toList();
        var withLinks = new OrderIndex(index.owners(), index.terms(), linkHashes.apply(changed), index.erased());
        return new TrackedOrder(changed, withLinks, version, updates);
    }

    @Override
    public TrackedOrder withVersion(long written) {
        return new TrackedOrder(order, index, written, outbox);
    }
}
