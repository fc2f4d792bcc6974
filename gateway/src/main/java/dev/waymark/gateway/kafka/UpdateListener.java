package dev.waymark.gateway.kafka;

import dev.waymark.events.OrderId;

/** Wants to know which orders changed. */
@FunctionalInterface
public interface UpdateListener {

    void changed(OrderId order);
}
