package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent.LinksRevoked;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderEvent.ShipmentsAttached;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a customer bought, and the shipments it is sent in.
 *
 * @param placed as the shop placed it; of a stored order it names the shipments attached since as well
 * @param shipments in the order in which the shop named them, each once; also those attached since
 * @param revocations of the links that had been sent, each once
 */
public record Order(OrderPlaced placed, List<ShipmentKey> shipments, List<EventId> revocations) {

    /** An order with more shipments than this is a mistake of the shop. */
    public static final int MAX_SHIPMENTS = 50;

    public Order {
        shipments = List.copyOf(shipments);
        revocations = List.copyOf(revocations);
    }

    public Order(OrderPlaced placed) {
        this(placed, placed.shipments(), List.of());
    }

    public OrderId id() {
        return placed.orderId();
    }

    public Order attach(ShipmentsAttached attached) {
        var all = Stream.concat(shipments.stream(), attached.shipments().stream())
                .distinct()
                .limit(MAX_SHIPMENTS)
                .toList();
        return new Order(placed, all, revocations);
    }

    /** The same event twice is as good as once; two of them revoke what is sent between them. */
    public Order revokeLinks(LinksRevoked revoked) {
        var all = Stream.concat(revocations.stream(), Stream.of(revoked.id()))
                .distinct()
                .toList();
        return new Order(placed, shipments, all);
    }

    /** Of the links that are sent now; the first one is 0. */
    public int linkGeneration() {
        return revocations.size();
    }
}
