package dev.waymark.orders.ordering;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;

/** The outcome of placing an order. */
public sealed interface PlacementResult {

    /** The order is in the log. */
    record Placed(OrderId orderId, OrderNumber orderNumber) implements PlacementResult {}

    /** Another request has placed an order of this number. */
    record AlreadyExists(OrderId orderId, boolean sameContent) implements PlacementResult {}
}
