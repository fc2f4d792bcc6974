package dev.waymark.orders.query;

import dev.waymark.contract.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** Links that replace expired ones, by the hashes of their tokens. */
public interface RenewedLinkStore {

    /** The links of {@code tokens} open {@code order} from {@code at} on. Idempotent. */
    Mono<Void> save(OrderId order, Collection<String> tokens, Instant at);

    /** Empty when there is no such link. */
    Mono<Renewal> find(String hash);

    /** Returns how many were deleted. */
    Mono<Long> deleteOlderThan(Duration age);

    /** The order that a link opens, and since when. */
    record Renewal(OrderId order, Instant at) {}
}
