package dev.waymark.orders.projection;

import reactor.core.publisher.Mono;

/** Shipments that an earlier release stored under the number as it was spelled, before numbers had a canonical form. */
public interface FormerShipmentKeys {

    /** Moves them to their canonical keys, where there may be another document of the same shipment; gives how many. */
    Mono<Long> move();
}
