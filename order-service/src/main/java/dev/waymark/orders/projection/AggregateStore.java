package dev.waymark.orders.projection;

import dev.waymark.orders.domain.Aggregate;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Stores aggregates of one type. */
public interface AggregateStore<K, A extends Aggregate<K, A>> {

    /** Those of {@code keys} that are stored. */
    Mono<Map<K, A>> load(Collection<K> keys);

    /** Writes each over the version before its own; false when another version was stored for any of them. */
    Mono<Boolean> save(Collection<A> changed);

    /** Clears the outboxes of {@code published} where their version is the stored one: a later one contains them too. */
    Mono<Void> clearOutboxes(Collection<A> published);

    /** Up to {@code limit} with an outbox older than {@code age}: the instance that wrote them did not publish it. */
    Mono<StuckOutboxes<A>> stuckOutboxEntries(Duration age, int limit);
}
