package dev.waymark.orders.domain;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderEvent.ShipmentsAttached;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a customer bought, and the shipments it is sent in.
 *
 * @param placed as the shop placed it; of a stored order it names the shipments attached since as well
 * @param shipments in the order in which the shop named them, each once; also those attached since
 */
public record Order(OrderPlaced placed, List<ShipmentKey> shipments) {

    /** An order with more shipments than this is a mistake of the shop. */
    public static final int MAX_SHIPMENTS = 50;

    public Order {
        shipments = List.copyOf(shipments);
    }

    public Order(OrderPlaced placed) {
        this(placed, placed.shipments());
    }

    public OrderId id() {
        return placed.orderId();
    }

    public Order attach(ShipmentsAttached attached) {
        var all = Stream.concat(shipments.stream(), attached.shipments().stream())
                .distinct()
                .limit(MAX_SHIPMENTS)
                .toList();
        return new Order(placed, all);
    }
}
