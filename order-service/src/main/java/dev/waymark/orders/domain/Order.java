package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderEvent.LinksRevoked;
import dev.waymark.contract.order.OrderEvent.OrderAmended;
import dev.waymark.contract.order.OrderEvent.OrderCancelled;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderEvent.OrderStateReached;
import dev.waymark.contract.order.OrderEvent.ShipmentDetached;
import dev.waymark.contract.order.OrderEvent.ShipmentReplaced;
import dev.waymark.contract.order.OrderEvent.ShipmentsAttached;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderState;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a customer bought, and the shipments it is sent in.
 *
 * @param placed as the shop placed it and corrected it since; of a stored order it names the shipments of now
 * @param assignments the shipments that are part of it or were, each once, in the order in which the shop named them
 * @param revocations of the links that had been sent, each once
 * @param changes corrections, cancellations and states that the shop stated, each once, the oldest first
 */
public record Order(
        OrderPlaced placed, List<AssignedShipment> assignments, List<EventId> revocations, List<OrderEvent> changes) {

    /** An order with more shipments than this is a mistake of the shop. */
    public static final int MAX_SHIPMENTS = 50;

    /** What is detached stays known, for the desk; past this bound the first ones are forgotten. */
    private static final int MAX_DETACHED = 50;

    /** Past this bound the oldest are forgotten; what they corrected stays corrected. */
    private static final int MAX_CHANGES = 100;

    private static final Comparator<OrderEvent> CHRONOLOGICAL = Comparator.comparing(OrderEvent::recordedAt)
            .thenComparing(event -> event.id().value());

    public Order {
        assignments = List.copyOf(assignments);
        revocations = List.copyOf(revocations);
        changes = List.copyOf(changes);
    }

    public Order(OrderPlaced placed) {
        this(placed, assigned(placed.shipments(), placed.recordedAt()), List.of(), List.of());
    }

    public OrderId id() {
        return placed.orderId();
    }

    /** Those it is sent in, and those in which the customer sends goods back. */
    public List<ShipmentKey> shipments() {
        return keys(assignments.stream().filter(shipment -> !shipment.detached()));
    }

    /** What the shop said of a shipment that is part of it; empty of any other. */
    public Optional<ShipmentAssignment> assignment(ShipmentKey key) {
        return assignments.stream()
                .filter(shipment -> !shipment.detached() && shipment.key().equals(key))
                .map(AssignedShipment::assignment)
                .findFirst();
    }

    /** Those that were part of it. */
    public List<ShipmentKey> formerShipments() {
        return keys(assignments.stream().filter(AssignedShipment::detached));
    }

    /** With what {@code event} says of its shipments: the latest statement about each holds, however often it comes. */
    public Order attach(ShipmentsAttached event) {
        return with(assigned(event.shipments(), event.recordedAt()));
    }

    public Order detach(ShipmentDetached event) {
        return with(List.of(detached(event.shipment(), event.recordedAt())));
    }

    public Order replace(ShipmentReplaced event) {
        var replacement = assigned(List.of(event.replacement()), event.recordedAt());
        return event.replaced().equals(event.replacement().key())
                ? with(replacement)
                : with(Stream.concat(Stream.of(detached(event.replaced(), event.recordedAt())), replacement.stream())
                        .toList());
    }

    private Order with(List<AssignedShipment> stated) {
        var all = new LinkedHashMap<ShipmentKey, AssignedShipment>();
        Stream.concat(assignments.stream(), stated.stream())
                .forEach(shipment -> all.merge(shipment.key(), shipment, AssignedShipment::merge));
        var sorted = new ArrayList<>(all.values());
        sorted.sort(AssignedShipment.AS_NAMED);
        return new Order(placed, bounded(sorted), revocations, changes);
    }

    private static List<AssignedShipment> bounded(List<AssignedShipment> all) {
        var attached = all.stream().filter(shipment -> !shipment.detached()).toList();
        var detached = all.stream().filter(AssignedShipment::detached).toList();
        if (attached.size() <= MAX_SHIPMENTS && detached.size() <= MAX_DETACHED) {
            return all;
        }
        var kept = new ArrayList<>(attached.subList(0, Math.min(MAX_SHIPMENTS, attached.size())));
        kept.addAll(detached.subList(Math.max(0, detached.size() - MAX_DETACHED), detached.size()));
        return all.stream().filter(kept::contains).toList();
    }

    private static List<AssignedShipment> assigned(List<ShipmentAssignment> shipments, Instant at) {
        var since = Provenance.millis(at);
        return IntStream.range(0, shipments.size())
                .mapToObj(i -> new AssignedShipment(shipments.get(i), since, i, since, false))
                .toList();
    }

    private static AssignedShipment detached(ShipmentKey shipment, Instant at) {
        var since = Provenance.millis(at);
        return new AssignedShipment(ShipmentAssignment.of(shipment), since, 0, since, true);
    }

    private static List<ShipmentKey> keys(Stream<AssignedShipment> shipments) {
        return shipments.map(AssignedShipment::key).toList();
    }

    /** The same event twice is as good as once; two of them revoke what is sent between them. */
    public Order revokeLinks(LinksRevoked revoked) {
        return new Order(placed, assignments, withRevocation(revoked.id()), changes);
    }

    private List<EventId> withRevocation(EventId event) {
        return Stream.concat(revocations.stream(), Stream.of(event)).distinct().toList();
    }

    /** With a correction, a cancellation or a state: of several corrections of one thing the latest holds, in whatever order they come. */
    public Order change(OrderEvent event) {
        var isOld = changes.size() >= MAX_CHANGES && CHRONOLOGICAL.compare(event, changes.getFirst()) < 0;
        if (isOld || changes.stream().anyMatch(known -> known.id().equals(event.id()))) {
            return this;
        }
        var all = new ArrayList<>(changes);
        all.add(event);
        all.sort(CHRONOLOGICAL);
        var corrected = placed;
        for (var change : all) {
            corrected = change instanceof OrderAmended amended ? amended(corrected, amended) : corrected;
        }
        return new Order(
                corrected,
                assignments,
                event instanceof OrderAmended amended && amended.contactChanged()
                        ? withRevocation(event.id())
                        : revocations,
                all.subList(Math.max(0, all.size() - MAX_CHANGES), all.size()));
    }

    // The checker does not see @Nullable on a nested type's name in a class file:
    // https://github.com/uber/NullAway/issues/1265
    @SuppressWarnings("NullAway")
    private static OrderPlaced amended(OrderPlaced order, OrderAmended by) {
        return new OrderPlaced(
                order.id(),
                order.orderId(),
                order.orderNumber(),
                order.recordedAt(),
                order.placedAt(),
                Objects.requireNonNullElse(by.personId(), order.personId()),
                Objects.requireNonNullElse(by.sealedPerson(), order.sealedPerson()),
                Objects.requireNonNullElse(by.language(), order.language()),
                Objects.requireNonNullElse(by.timeZone(), order.timeZone()),
                Objects.requireNonNullElse(by.channels(), order.channels()),
                Objects.requireNonNullElse(by.items(), order.items()),
                by.promise() == null ? order.promise() : by.promise(),
                by.destinationKind() == null ? order.destinationKind() : by.destinationKind(),
                order.shipments());
    }

    /** Whether the shop corrected something since: its customer may be another. */
    public boolean isAmended() {
        return changes.stream().anyMatch(OrderAmended.class::isInstance);
    }

    /** How much of each line is cancelled, the lines in their order. */
    public List<OrderLine> cancelled() {
        var quantities = new TreeMap<Integer, Integer>();
        cancellations().forEach(cancellation -> {
            var lines = cancellation.lines();
            if (lines == null) {
                IntStream.rangeClosed(1, placed.items().size()).forEach(line -> quantities.put(line, ordered(line)));
            } else {
                lines.stream()
                        .filter(of -> of.line() <= placed.items().size())
                        .forEach(of -> quantities.merge(
                                of.line(),
                                of.quantity() == null ? ordered(of.line()) : of.quantity(),
                                (one, other) -> Math.min(ordered(of.line()), one + other)));
            }
        });
        return quantities.entrySet().stream()
                .map(line -> new OrderLine(line.getKey(), Math.min(line.getValue(), ordered(line.getKey()))))
                .toList();
    }

    private int ordered(int line) {
        return placed.items().get(line - 1).quantity();
    }

    /** Whether nothing of it is to come. */
    public boolean isCancelled() {
        var items = placed.items();
        return cancellations().anyMatch(cancellation -> cancellation.lines() == null)
                || (!items.isEmpty()
                        && cancelled().stream()
                                        .mapToInt(line -> line.quantity() == null ? 0 : line.quantity())
                                        .sum()
                                == items.stream()
                                        .mapToInt(ShopOrder.Item::quantity)
                                        .sum());
    }

    /** When something of it was last cancelled. */
    public Optional<Instant> cancelledAt() {
        return cancellations().map(OrderCancelled::recordedAt).reduce((_, later) -> later);
    }

    private Stream<OrderCancelled> cancellations() {
        return changes.stream().filter(OrderCancelled.class::isInstance).map(OrderCancelled.class::cast);
    }

    /** What the shop said of how far it was, each state once, in the order in which it came there. */
    public List<OrderStateReached> states() {
        var latest = new EnumMap<OrderState, OrderStateReached>(OrderState.class);
        changes.forEach(change -> {
            if (change instanceof OrderStateReached reached) {
                latest.put(reached.state(), reached);
            }
        });
        return latest.values().stream()
                .sorted(Comparator.comparing(OrderStateReached::occurredAt).thenComparing(OrderStateReached::state))
                .toList();
    }

    /** Of the links that are sent now; the first one is 0. */
    public int linkGeneration() {
        return revocations.size();
    }
}
