package dev.waymark.orders.placing;

import dev.waymark.contract.order.OrderEvent;
import reactor.core.publisher.Mono;

/** The log of what shops told us. */
public interface OrderLog {

    /** Completes when the broker has acknowledged it. */
    Mono<Void> append(OrderEvent event);
}
