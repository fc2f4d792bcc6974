package dev.waymark.orders.query;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.people.LinkTokens;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** The links that were asked for when those in the messages had become too old; known by the hashes of their tokens. */
public interface RenewedLinks {

    /** Both links open {@code order} from {@code at} on. Keeping them again changes nothing. */
    Mono<Void> keep(OrderId order, LinkTokens.Renewed links, Instant at);

    /** Empty when no such link was made. */
    Mono<Renewal> find(String hash);

    /** Deletes those older than {@code age}; says how many. */
    Mono<Long> sweep(Duration age);

    /** Which order a link opens, and since when. */
    record Renewal(OrderId order, Instant at) {}
}
