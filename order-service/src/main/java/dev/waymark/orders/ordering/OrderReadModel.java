package dev.waymark.orders.ordering;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The read model, as far as taking orders in asks for it. It follows the log. */
public interface OrderReadModel {

    /** Those of {@code ids} that are stored. */
    Mono<Map<OrderId, TrackedOrder>> orders(Collection<OrderId> ids);

    /** Those of {@code keys} that are stored. */
    Mono<Map<ShipmentKey, TrackedShipment>> shipments(Collection<ShipmentKey> keys);
}
