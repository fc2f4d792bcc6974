package dev.waymark.orders.projection;

import dev.waymark.contract.order.OrderUpdate;
import java.util.List;
import reactor.core.publisher.Mono;

/** Publishes what changed to the other services. */
public interface UpdatePublisher {

    /** Completes when the broker has acknowledged every one. */
    Mono<Void> publish(List<OrderUpdate> updates);
}
