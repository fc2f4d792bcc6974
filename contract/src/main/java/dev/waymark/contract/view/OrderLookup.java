package dev.waymark.contract.view;

import dev.waymark.contract.OrderId;

/** The order found by a number and a contact, and the secret of its guest page. */
public record OrderLookup(OrderId orderId, String linkToken) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "OrderLookup[" + orderId + "]";
    }
}
