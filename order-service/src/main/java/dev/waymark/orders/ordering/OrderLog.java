package dev.waymark.orders.ordering;

import dev.waymark.contract.order.OrderEvent;
import reactor.core.publisher.Mono;

/** The topic {@code orders}: every order event, for ever. */
public interface OrderLog {

    /** Completes when the broker has acknowledged the event. */
    Mono<Void> append(OrderEvent event);
}
