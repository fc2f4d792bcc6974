package dev.waymark.orders.projection;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.ShipmentChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parcel as stored: what is known of it, whose it is, and what has still to be told about it.
 *
 * @param orders the orders that claim it, sorted; none yet for a parcel whose courier was faster than its shop. Several
 *     when a shop puts two orders into one parcel
 * @param announced what each of them was told of it, sorted; no order is told of one visit twice
 * @param version 0 before it was ever stored; one more with each write
 * @param outbox what has to be published; it is written together with what caused it
 */
public record TrackedShipment(
        Shipment shipment, List<OrderId> orders, List<Announced> announced, long version, List<OrderUpdate> outbox) {

    public TrackedShipment {
        orders = List.copyOf(orders);
        announced = List.copyOf(announced);
        outbox = List.copyOf(outbox);
    }

    public static TrackedShipment unheard(ShipmentKey key) {
        return new TrackedShipment(Shipment.unheard(key), List.of(), List.of(), 0, List.of());
    }

    public ShipmentKey key() {
        return shipment.key();
    }

    /** With {@code events} known; the very same when they told nothing new. */
    TrackedShipment tell(List<TrackingEvent> events) {
        var folded = shipment.applyAll(events);
        if (folded.shipment().equals(shipment)) {
            return this;
        }
        var learnedAt = learnedAt(folded.shipment());
        var updates = orders.stream()
                .flatMap(order ->
                        folded.changes().stream().map(change -> update(order, folded.shipment(), change, learnedAt)));
        return next(folded.shipment(), orders, updates);
    }

    /** As a parcel of {@code order}, which sees its whole past; the very same when the order has claimed it already. */
    TrackedShipment claim(OrderId order, Instant recordedAt) {
        if (orders.contains(order)) {
            return this;
        }
        var claimants = Stream.concat(orders.stream(), Stream.of(order))
                .sorted((a, b) -> a.value().compareTo(b.value()))
                .toList();
        OrderUpdate attached = new OrderUpdate.ShipmentAttached(
                EventId.of("attached", order.value(), key().toString()), order, key(), recordedAt);
        var past = shipment.atFirstSight().map(change -> update(order, shipment, change, recordedAt));
        return next(shipment, claimants, Stream.concat(Stream.of(attached), past.stream()));
    }

    private TrackedShipment next(Shipment known, List<OrderId> claimants, Stream<OrderUpdate> updates) {
        var all = new ArrayList<>(outbox);
        var told = announced;
        for (var update : updates.toList()) {
            all.add(update);
            if (update instanceof OrderUpdate.MilestoneReached reached) {
                told = Announced.with(told, reached);
            }
        }
        return new TrackedShipment(known, claimants, told, version + 1, all);
    }

    /** The same, written as {@code written}: several edits of one batch are one write. */
    TrackedShipment at(long written) {
        return new TrackedShipment(shipment, orders, announced, written, outbox);
    }

    private static Instant learnedAt(Shipment known) {
        var heard = known.lastHeardAt();
        return heard == null ? Instant.EPOCH : heard;
    }

    /** Back where it was told to be already is worth another look at the page, and no message. */
    private OrderUpdate update(OrderId order, Shipment known, ShipmentChange change, Instant recordedAt) {
        return change.match(
                moved -> Announced.covers(announced, order, moved.standing())
                        ? retold(order, recordedAt)
                        : reached(order, known, moved, recordedAt),
                retold -> retold(order, recordedAt));
    }

    private OrderUpdate retold(OrderId order, Instant recordedAt) {
        // Each version is written once, so it tells two changes of one parcel apart, also when told again after a
        // crash.
        return new OrderUpdate.TimelineChanged(
                EventId.of("timeline", order.value(), key().toString(), String.valueOf(version + 1)),
                order,
                key(),
                recordedAt);
    }

    private OrderUpdate reached(OrderId order, Shipment known, ShipmentChange.Moved moved, Instant recordedAt) {
        var now = moved.standing();
        Details details = now.sighting().checkpoint().detailsOrNone();
        return new OrderUpdate.MilestoneReached(
                EventId.of(
                        "milestone",
                        order.value(),
                        key().toString(),
                        now.milestone().name(),
                        String.valueOf(now.visit())),
                order,
                key(),
                now.milestone(),
                now.subStatus(),
                now.direction(),
                now.visit(),
                moved.previous(),
                moved.origin(),
                now.occurredAt(),
                known.etas().current().orElse(null),
                details.storageDeadline(),
                recordedAt);
    }
}
