package dev.waymark.orders.query;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.people.LinkTokens;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Links that replace expired ones, by the hashes of their tokens. */
public interface RenewedLinkStore {

    /** Both links open {@code order} from {@code at} on. Idempotent. */
    Mono<Void> save(OrderId order, LinkTokens.Links links, Instant at);

    /** Empty when there is no such link. */
    Mono<Renewal> find(String hash);

    /** Returns how many were deleted. */
    Mono<Long> deleteOlderThan(Duration age);

    /** The order that a link opens, and since when. */
    record Renewal(OrderId order, Instant at) {}
}
