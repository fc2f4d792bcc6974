package dev.waymark.notifications.sending;

import dev.waymark.contract.order.OrderUpdate;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Order updates to process again. Stored, so that the partition need not wait for them. */
public interface RetryStore {

    /** Stores {@code update} as due at {@code dueAt}, after {@code tries} tries; replaces its earlier entry. */
    Mono<Void> put(OrderUpdate update, int tries, Instant dueAt);

    /** The entries due at {@code now}, each claimed for the caller alone until {@code claimedUntil}. */
    Flux<Due> claimDue(Instant now, Instant claimedUntil, int limit);

    Mono<Void> remove(OrderUpdate update);

    record Due(OrderUpdate update, int tries) {}
}
