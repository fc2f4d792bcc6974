package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;

/** Shipments were attached to an order that was never placed. */
final class OrderMissing extends UnprocessableEvent {

    OrderMissing(OrderId order) {
        super("order " + order + ": attached to before it was placed");
    }
}
