package dev.waymark.gateway.kafka;

import dev.waymark.contract.order.OrderUpdate;

/** Wants to know what changed. */
@FunctionalInterface
public interface UpdateListener {

    void changed(OrderUpdate update);
}
