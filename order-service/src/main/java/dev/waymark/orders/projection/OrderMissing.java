package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;

/** Parcels were attached to an order that the log never placed. */
public final class OrderMissing extends Unprojectable {

    OrderMissing(OrderId order) {
        super("order " + order + ": attached to before it was placed");
    }
}
