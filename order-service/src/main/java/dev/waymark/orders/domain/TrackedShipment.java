package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.ShipmentChange.MilestoneChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shipment as stored: what is known of it, which orders claim it, and which updates have still to be published.
 *
 * @param orders the orders that claim it, sorted; none for a shipment whose events came before its order. Several when
 *     a shop ships two orders together
 * @param notified what each of them was notified of, sorted; no order is notified of one occurrence twice
 */
public record TrackedShipment(
        Shipment shipment,
        List<OrderId> orders,
        List<NotifiedMilestone> notified,
        long version,
        List<OrderUpdate> outbox)
        implements Aggregate<ShipmentKey, TrackedShipment> {

    /** A number that more orders name than this is none of a shipment. */
    public static final int MAX_ORDERS = 20;

    public TrackedShipment {
        orders = List.copyOf(orders);
        notified = List.copyOf(notified);
        outbox = List.copyOf(outbox);
    }

    public static TrackedShipment empty(ShipmentKey key) {
        return new TrackedShipment(Shipment.empty(key), List.of(), List.of(), 0, List.of());
    }

    @Override
    public ShipmentKey key() {
        return shipment.key();
    }

    @Override
    public TrackedShipment withVersion(long written) {
        return new TrackedShipment(shipment, orders, notified, written, outbox);
    }

    /** With {@code events} known; equal to this when they contain nothing new. */
    public TrackedShipment apply(List<TrackingEvent> events) {
        var folded = shipment.applyAll(events);
        var known = folded.shipment();
        var lastNewsAt = known.lastNewsAt().orElse(Instant.EPOCH);
        return with(
                known,
                orders,
                orders.stream()
                        .flatMap(order ->
                                folded.changes().stream().map(change -> update(order, known, change, lastNewsAt))));
    }

    /**
     * As a shipment of {@code order}, which sees its whole history; equal to this when the order claims it already, or
     * {@value #MAX_ORDERS} others do.
     */
    public TrackedShipment claim(OrderId order, Instant recordedAt) {
        if (orders.contains(order) || orders.size() >= MAX_ORDERS) {
            return this;
        }
        var claimants = Stream.concat(orders.stream(), Stream.of(order))
                .sorted(Comparator.comparing(OrderId::value))
                .toList();
        OrderUpdate attached = new OrderUpdate.ShipmentAttached(
                EventId.of("attached", order.value(), key().toString()), order, key(), recordedAt);
        var initial = shipment.initialChange().map(change -> update(order, shipment, change, recordedAt));
        return with(shipment, claimants, Stream.concat(Stream.of(attached), initial.stream()));
    }

    private TrackedShipment with(Shipment known, List<OrderId> claimants, Stream<OrderUpdate> updates) {
        var waiting = new ArrayList<>(outbox);
        var milestones = notified;
        for (var update : updates.toList()) {
            waiting.add(update);
            if (update instanceof OrderUpdate.MilestoneReached reached) {
                milestones = NotifiedMilestone.with(milestones, reached);
            }
        }
        return new TrackedShipment(known, claimants, milestones, version, waiting);
    }

    /** A return to a milestone the order was notified of changes the page and causes no message. */
    private OrderUpdate update(OrderId order, Shipment known, ShipmentChange change, Instant recordedAt) {
        return switch (change) {
            case MilestoneChanged changed
            when !NotifiedMilestone.covers(notified, order, changed.status()) ->
                milestoneReached(order, known, changed, recordedAt);
            case MilestoneChanged _, ShipmentChange.TimelineChanged _ -> timelineChanged(order, recordedAt);
        };
    }

    private OrderUpdate timelineChanged(OrderId order, Instant recordedAt) {
        // Each version is written once, so the next one identifies this change, also when it is published again after a
        // crash.
        return new OrderUpdate.TimelineChanged(
                EventId.of("timeline", order.value(), key().toString(), String.valueOf(version + 1)),
                order,
                key(),
                recordedAt);
    }

    private OrderUpdate milestoneReached(OrderId order, Shipment known, MilestoneChanged change, Instant recordedAt) {
        var status = change.status();
        return new OrderUpdate.MilestoneReached(
                EventId.of(
                        "milestone",
                        order.value(),
                        key().toString(),
                        status.milestone().name(),
                        String.valueOf(status.occurrence())),
                order,
                key(),
                status.milestone(),
                status.subStatus(),
                status.direction(),
                status.occurrence(),
                change.previous(),
                change.origin(),
                status.occurredAt(),
                known.etas().current().orElse(null),
                status.knownCheckpoint().checkpoint().detailsOrNone().storageDeadline(),
                recordedAt);
    }
}
