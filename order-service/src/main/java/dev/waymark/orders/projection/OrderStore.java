package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Where orders are kept. */
public interface OrderStore {

    /** Those of {@code ids} that are known. */
    Mono<Map<OrderId, TrackedOrder>> load(Collection<OrderId> ids);

    /** Writes each where the version before it is the stored one; false when that was not so everywhere. */
    Mono<Boolean> save(Collection<TrackedOrder> changed);

    /** Forgets the outboxes of {@code published}; who wrote in between has taken them over and publishes them again. */
    Mono<Void> clear(Collection<TrackedOrder> published);

    /** Some of those whose outbox waits for longer than {@code age}: their writer did not live to publish it. */
    Mono<List<TrackedOrder>> leftBehind(Duration age, int limit);
}
