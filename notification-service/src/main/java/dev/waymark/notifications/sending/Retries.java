package dev.waymark.notifications.sending;

import dev.waymark.contract.order.OrderUpdate;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Updates that are to be looked at again. Written down, so that the partition need not wait for them. */
public interface Retries {

    /** {@code update} is due at {@code dueAt}, after {@code tries} tries; an earlier entry for it is replaced. */
    Mono<Void> put(OrderUpdate update, int tries, Instant dueAt);

    /** Those due at {@code now}, each held until {@code heldUntil} for the asker alone. */
    Flux<Due> takeDue(Instant now, Instant heldUntil, int limit);

    Mono<Void> remove(OrderUpdate update);

    /** One that is due. */
    record Due(OrderUpdate update, int tries) {}
}
