package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.ShipmentChange.MilestoneChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shipment as stored: what is known of it, which orders claim it, and which updates have still to be published.
 *
 * @param orders the orders that claim it, sorted; none for a shipment whose events came before its order. Several when
 *     a shop ships two orders together
 * @param placedAt when each of them was placed, which tells its journey from others under the number; not known of those
 *     that an earlier release stored: they see the first
 * @param returns those of them whose customer sends goods back in it, sorted
 * @param wholeShipments the shipments of which it is a part that another courier carries, sorted
 * @param notified what each of them was notified of, sorted; no order is notified of one occurrence twice
 */
public record TrackedShipment(
        Shipment shipment,
        List<OrderId> orders,
        Map<OrderId, Instant> placedAt,
        List<OrderId> returns,
        List<NotifiedMilestone> notified,
        List<WholeShipment> wholeShipments,
        long version,
        List<OrderUpdate> outbox)
        implements Aggregate<ShipmentKey, TrackedShipment> {

    /** A number that more orders name than this is none of a shipment. */
    public static final int MAX_ORDERS = 20;

    public TrackedShipment {
        orders = List.copyOf(orders);
        placedAt = orders.stream()
                .filter(placedAt::containsKey)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), placedAt::get));
        returns = List.copyOf(returns);
        notified = List.copyOf(notified);
        wholeShipments = List.copyOf(wholeShipments);
        outbox = List.copyOf(outbox);
    }

    public static TrackedShipment empty(ShipmentKey key) {
        return new TrackedShipment(
                Shipment.empty(key), List.of(), Map.of(), List.of(), List.of(), List.of(), 0, List.of());
    }

    @Override
    public ShipmentKey key() {
        return shipment.key();
    }

    @Override
    public TrackedShipment withVersion(long written) {
        return new TrackedShipment(shipment, orders, placedAt, returns, notified, wholeShipments, written, outbox);
    }

    /** With {@code events} known; equal to this when they contain nothing new. */
    public TrackedShipment apply(List<TrackingEvent> events) {
        return with(shipment.applyAll(events));
    }

    /** With what is known of {@code leg}, which another courier carries from {@code handedOverAt} on. */
    public TrackedShipment join(Shipment leg, Instant handedOverAt) {
        var joined = shipment.join(leg.journey(handedOverAt));
        return with(new Shipment.Folded(joined, joined.changesSince(shipment)));
    }

    private TrackedShipment with(Shipment.Folded folded) {
        var known = folded.shipment();
        var lastNewsAt = known.lastNewsAt().orElse(Instant.EPOCH);
        return with(
                known, orders, placedAt, returns, orders.stream().flatMap(order -> updates(order, folded, lastNewsAt)));
    }

    /** An order is told of its own journey only. */
    private Stream<OrderUpdate> updates(OrderId order, Shipment.Folded folded, Instant recordedAt) {
        var before = journey(shipment, order);
        var after = journey(folded.shipment(), order);
        var isWhole = before.isAllOf(shipment) && after.isAllOf(folded.shipment());
        var isReturn = returns.contains(order);
        var changes = isWhole && !isReturn
                ? folded.changes()
                : after.changesSince(before, isReturn ? Direction.RETURN : Direction.FORWARD);
        return changes.stream().flatMap(change -> updates(order, after, change, recordedAt));
    }

    private Shipment journey(Shipment known, OrderId order) {
        return known.journey(placedAt.getOrDefault(order, Instant.MIN));
    }

    /** As a part of {@code whole}, by the number of which its orders find it; equal to this when it is known to be. */
    public TrackedShipment partOf(WholeShipment whole) {
        var others = wholeShipments.stream().filter(known -> !known.shipment().equals(whole.shipment()));
        var all = Stream.concat(others, Stream.of(whole))
                .sorted(Comparator.comparing(WholeShipment::shipment))
                .toList();
        return all.size() > MAX_ORDERS
                ? this
                : new TrackedShipment(shipment, orders, placedAt, returns, notified, all, version, outbox);
    }

    /** With all that is stored of {@code same}, the same shipment under another spelling of its number. */
    public TrackedShipment merge(TrackedShipment same) {
        var claimants = Stream.concat(orders.stream(), same.orders.stream())
                .distinct()
                .sorted(Comparator.comparing(OrderId::value))
                .toList();
        var placements = new HashMap<>(same.placedAt);
        placements.putAll(placedAt);
        var milestones = Stream.concat(notified.stream(), same.notified.stream())
                .collect(Collectors.toMap(
                        NotifiedMilestone::subject, Function.identity(), NotifiedMilestone::merge, TreeMap::new))
                .values();
        var updates = Stream.concat(outbox.stream(), same.outbox.stream()).toList();
        return new TrackedShipment(
                shipment.join(same.shipment),
                claimants,
                placements,
                Stream.concat(returns.stream(), same.returns.stream())
                        .distinct()
                        .sorted(Comparator.comparing(OrderId::value))
                        .toList(),
                List.copyOf(milestones),
                wholeShipments.isEmpty() ? same.wholeShipments : wholeShipments,
                version,
                updates);
    }

    /** The parts of it that other couriers carry, each with the time of the hand-over. */
    public Map<ShipmentKey, Instant> legs() {
        return shipment.legs();
    }

    /** All orders that are sent in it, or in a shipment of which it is a part. */
    public List<OrderId> allOrders() {
        return Stream.concat(orders.stream(), wholeShipments.stream().flatMap(whole -> whole.orders().stream()))
                .distinct()
                .toList();
    }

    /** As an order sees it that was placed at {@code orderPlacedAt}. */
    public TrackedShipment journey(Instant orderPlacedAt) {
        return new TrackedShipment(
                shipment.journey(orderPlacedAt), orders, placedAt, returns, notified, wholeShipments, version, outbox);
    }

    /** The newest journey under its number, with the orders that it belongs to. One that an order awaits is the newest. */
    public TrackedShipment newestJourney() {
        var newest = orders.stream()
                .map(order -> journey(shipment, order))
                .filter(journey -> journey.checkpoints().isEmpty())
                .findFirst()
                .orElseGet(shipment::newestJourney);
        var itsOrders = orders.stream()
                .filter(order -> journey(shipment, order).equals(newest))
                .toList();
        return new TrackedShipment(newest, itsOrders, placedAt, returns, notified, wholeShipments, version, outbox);
    }

    /** As a shipment that {@code order} is sent in. */
    public TrackedShipment claim(OrderId order, Instant orderPlacedAt, Instant recordedAt) {
        return claim(order, orderPlacedAt, Direction.FORWARD, recordedAt);
    }

    /**
     * As a shipment of {@code order}, which sees the whole history of its journey; equal to this when the order claims it
     * already, or {@value #MAX_ORDERS} others do.
     *
     * @param purpose {@link Direction#RETURN} where the customer sends goods back in it
     */
    public TrackedShipment claim(OrderId order, Instant orderPlacedAt, Direction purpose, Instant recordedAt) {
        var placements = new HashMap<>(placedAt);
        placements.put(order, Provenance.millis(orderPlacedAt));
        var isReturn = purpose == Direction.RETURN;
        if (orders.contains(order)) {
            var isOther = returns.contains(order) != isReturn;
            return with(
                    shipment,
                    orders,
                    placements,
                    isOther ? (isReturn ? sorted(returns, order) : without(returns, order)) : returns,
                    isOther ? Stream.of(timelineChanged(order, recordedAt)) : Stream.of());
        }
        if (orders.size() >= MAX_ORDERS) {
            return this;
        }
        OrderUpdate attached = new OrderUpdate.ShipmentAttached(
                EventId.of("attached", order.value(), key().toString()), order, key(), recordedAt);
        var own = shipment.journey(orderPlacedAt);
        var initial = own.initialChange(purpose).map(change -> update(order, own, change, recordedAt));
        return with(
                shipment,
                sorted(orders, order),
                placements,
                isReturn ? sorted(returns, order) : returns,
                Stream.concat(Stream.of(attached), initial.stream()));
    }

    private static List<OrderId> sorted(List<OrderId> orders, OrderId another) {
        return Stream.concat(orders.stream(), Stream.of(another))
                .sorted(Comparator.comparing(OrderId::value))
                .toList();
    }

    private static List<OrderId> without(List<OrderId> orders, OrderId one) {
        return orders.stream().filter(other -> !other.equals(one)).toList();
    }

    /** As no shipment of {@code order}, which is not told of it any more; equal to this when the order does not claim it. */
    public TrackedShipment release(OrderId order, Instant recordedAt) {
        if (!orders.contains(order)) {
            return this;
        }
        OrderUpdate detached = new OrderUpdate.OrderShipmentDetached(
                EventId.of("detached", order.value(), key().toString(), String.valueOf(version + 1)),
                order,
                key(),
                recordedAt);
        return with(shipment, without(orders, order), placedAt, without(returns, order), Stream.of(detached));
    }

    /**
     * A shipment of which another one is a part.
     *
     * @param orders that claim it
     * @param handedOverAt when the part began
     */
    public record WholeShipment(ShipmentKey shipment, List<OrderId> orders, Instant handedOverAt) {

        public WholeShipment {
            orders = List.copyOf(orders);
        }
    }

    private TrackedShipment with(
            Shipment known,
            List<OrderId> claimants,
            Map<OrderId, Instant> placements,
            List<OrderId> sendingBack,
            Stream<OrderUpdate> updates) {
        var waiting = new ArrayList<>(outbox);
        var milestones = notified;
        for (var update : updates.toList()) {
            waiting.add(update);
            if (update instanceof OrderUpdate.MilestoneReached reached) {
                milestones = NotifiedMilestone.with(milestones, reached);
            }
        }
        return new TrackedShipment(
                known, claimants, placements, sendingBack, milestones, wholeShipments, version, waiting);
    }

    private Stream<OrderUpdate> updates(OrderId order, Shipment known, ShipmentChange change, Instant recordedAt) {
        return Stream.concat(
                deliveryWithdrawn(order, change, recordedAt).stream(),
                Stream.of(update(order, known, change, recordedAt)));
    }

    /** What the customer was told and is not so. Goods that come back after a delivery were delivered. */
    private Optional<OrderUpdate> deliveryWithdrawn(OrderId order, ShipmentChange change, Instant recordedAt) {
        var isWithdrawn = change instanceof MilestoneChanged(var status, var previous, var _)
                && previous == Milestone.DELIVERED
                && !status.subStatus().isReturn();
        return Optional.of(order)
                .filter(_ -> isWithdrawn)
                .flatMap(_ -> NotifiedMilestone.delivery(notified, order))
                .map(delivery -> new OrderUpdate.DeliveryWithdrawn(
                        EventId.of("delivery-withdrawn", order.value(), key().toString(), String.valueOf(version + 1)),
                        order,
                        key(),
                        delivery.occurrence(),
                        recordedAt));
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
