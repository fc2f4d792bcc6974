package dev.waymark.orders.mongo;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.orders.domain.AssignedShipment;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.Provenance;
import dev.waymark.orders.domain.TrackedOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/** An order as a document. Whoever has no key learns nothing of the person who ordered. */
public record OrderDocument(
        @BsonId OrderId id,
        long version,
        OrderNumber number,
        @BsonProperty("placed") Instant placedAt,
        @BsonProperty("recorded") Instant recordedAt,
        @BsonProperty("person") String personId,
        @BsonProperty("sealed") String sealedPerson,
        String language,
        String timeZone,
        List<Channel> channels,
        List<ShopOrder.Item> items,
        @Nullable LocalDate promiseFrom,
        @Nullable LocalDate promiseUntil,
        @BsonProperty("destination") ShopOrder.Destination.@Nullable Kind destinationKind,
        List<ShipmentKey> shipments,
        @Nullable List<AssignmentDocument> assignments,
        @Nullable List<EventId> revocations,
        @Nullable List<OrderEvent> changes,
        List<String> owners,
        List<String> terms,
        @BsonProperty("links") @Nullable List<String> linkHashes,
        @BsonProperty("link") @Nullable String formerLinkHash,
        @BsonProperty("smsLink") @Nullable String formerSmsLinkHash,
        boolean erased,
        @Nullable List<OrderUpdate> outbox,
        @BsonProperty("pending") @Nullable Instant outboxSince) {

    static OrderDocument of(TrackedOrder tracked, Instant now) {
        var order = tracked.order();
        var placed = order.placed();
        var index = tracked.index();
        var promise = placed.promise();
        var waits = !tracked.outbox().isEmpty();
        return new OrderDocument(
                order.id(),
                tracked.version(),
                placed.orderNumber(),
                placed.placedAt(),
                placed.recordedAt(),
                placed.personId(),
                placed.sealedPerson(),
                placed.language(),
                placed.timeZone(),
                placed.channels(),
                placed.items(),
                promise == null ? null : promise.from(),
                promise == null ? null : promise.until(),
                placed.destinationKind(),
                order.shipments(),
                assignments(order),
                order.revocations().isEmpty() ? null : order.revocations(),
                order.changes().isEmpty() ? null : order.changes(),
                index.owners(),
                index.terms(),
                index.linkHashes(),
                null,
                null,
                index.erased(),
                waits ? tracked.outbox() : null,
                waits ? now : null);
    }

    // The checker does not see @Nullable on a nested type's name in a class file:
    // https://github.com/uber/NullAway/issues/1265
    @SuppressWarnings("NullAway")
    TrackedOrder toTrackedOrder() {
        var promise =
                promiseFrom == null || promiseUntil == null ? null : new ShopOrder.Promise(promiseFrom, promiseUntil);
        var placed = new OrderPlaced(
                EventId.of("order-placed", id.value()),
                id,
                number,
                recordedAt,
                placedAt,
                personId,
                sealedPerson,
                language,
                timeZone,
                channels,
                items,
                promise,
                destinationKind,
                shipments.stream().map(ShipmentAssignment::of).toList());
        return new TrackedOrder(
                new Order(
                        placed,
                        assignments == null
                                ? new Order(placed).assignments()
                                : assignments.stream()
                                        .map(AssignmentDocument::toAssignedShipment)
                                        .toList(),
                        revocations == null ? List.of() : revocations,
                        changes == null
                                ? List.of()
                                : changes.stream().filter(Objects::nonNull).toList()),
                new OrderIndex(owners, terms, allLinkHashes(), erased),
                version,
                outbox == null ? List.of() : outbox);
    }

    /** None where all are as the order was placed: then {@code shipments}, which earlier versions read, says it all. */
    private static @Nullable List<AssignmentDocument> assignments(Order order) {
        var placed = Provenance.millis(order.placed().recordedAt());
        var keys = order.shipments();
        var asPlaced = IntStream.range(0, keys.size())
                .mapToObj(i -> new AssignedShipment(ShipmentAssignment.of(keys.get(i)), placed, i, placed, false))
                .toList();
        return order.assignments().equals(asPlaced)
                ? null
                : order.assignments().stream().map(AssignmentDocument::of).toList();
    }

    /** Also those of documents of earlier versions. */
    private List<String> allLinkHashes() {
        return Stream.of(
                        linkHashes == null ? Stream.<String>empty() : linkHashes.stream(),
                        Stream.ofNullable(formerLinkHash),
                        Stream.ofNullable(formerSmsLinkHash))
                .flatMap(hashes -> hashes)
                .toList();
    }

    /** A shipment that is part of the order, or was. */
    public record AssignmentDocument(
            ShipmentKey shipment,
            @BsonProperty("first") Instant firstAt,
            int position,
            Instant since,
            @Nullable Boolean detached,
            @Nullable Direction direction,
            @Nullable List<OrderLine> items) {

        static AssignmentDocument of(AssignedShipment shipment) {
            return new AssignmentDocument(
                    shipment.key(),
                    shipment.firstAt(),
                    shipment.position(),
                    shipment.since(),
                    shipment.detached() ? true : null,
                    shipment.assignment().direction(),
                    shipment.assignment().items());
        }

        AssignedShipment toAssignedShipment() {
            var assignment = new ShipmentAssignment(shipment.courier(), shipment.trackingNumber(), direction, items);
            return new AssignedShipment(assignment, firstAt, position, since, detached != null);
        }
    }
}
