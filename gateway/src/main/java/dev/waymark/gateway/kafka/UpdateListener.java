package dev.waymark.gateway.kafka;

import dev.waymark.contract.order.OrderUpdate;

/** Wants to know what changed. */
public interface UpdateListener {

    void changed(OrderUpdate update);

    /** What changed until now may not have been told. */
    void missed();
}
