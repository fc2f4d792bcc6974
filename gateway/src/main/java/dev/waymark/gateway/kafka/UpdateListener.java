package dev.waymark.gateway.kafka;

import dev.waymark.contract.OrderId;

/** Wants to know which orders changed. */
@FunctionalInterface
public interface UpdateListener {

    void changed(OrderId order);
}
