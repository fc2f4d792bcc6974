package dev.waymark.orders.projection;

import dev.waymark.contract.ShipmentKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Where parcels are kept. */
public interface ShipmentStore {

    /** Those of {@code keys} that are known. */
    Mono<Map<ShipmentKey, TrackedShipment>> load(Collection<ShipmentKey> keys);

    /** Writes each where the version before it is the stored one; false when that was not so everywhere. */
    Mono<Boolean> save(Collection<TrackedShipment> changed);

    /** Forgets the outboxes of {@code published}; who wrote in between has taken them over and publishes them again. */
    Mono<Void> clear(Collection<TrackedShipment> published);

    /** Some of those whose outbox waits for longer than {@code age}: their writer did not live to publish it. */
    Mono<List<TrackedShipment>> leftBehind(Duration age, int limit);
}
