package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** What it changes for the customer, the shipments publish. */
    public TrackedOrder withShipments(Order changed) {
        return new TrackedOrder(changed, index, version, outbox);
    }

    /**
     * With what the shop changed about it.
     *
     * @param found what the order is found by, where that follows from the change
     */
    public TrackedOrder change(OrderEvent event, @Nullable OrderIndex found) {
        var changed = order.change(event);
        if (changed.equals(order)) {
            return this;
        }
        var at = Provenance.millis(event.recordedAt());
        var updates = new ArrayList<>(outbox);
        updates.add(new OrderUpdate.OrderDetailsChanged(
                EventId.of("details-changed", event.id().value()), order.id(), at));
        if (event instanceof OrderEvent.OrderAmended amended && amended.contactChanged()) {
            updates.add(new OrderUpdate.OrderLinksRevoked(
                    EventId.of("links-revoked-update", event.id().value()), order.id(), at));
            // Whoever ordered was not told yet; who has this address already is not told twice.
            updates.add(new OrderUpdate.OrderConfirmed(
                    EventId.of("confirmed", order.id().value(), event.id().value()),
                    order.id(),
                    changed.placed().orderNumber(),
                    at,
                    Provenance.millis(changed.placed().placedAt())));
        }
        return new TrackedOrder(changed, found == null ? index : found, version, updates);
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
