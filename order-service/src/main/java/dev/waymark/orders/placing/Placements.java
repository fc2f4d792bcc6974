package dev.waymark.orders.placing;

import dev.waymark.contract.OrderId;
import reactor.core.publisher.Mono;

/** Which order numbers are taken. Known at once, unlike the read model, which follows the log. */
public interface Placements {

    /** Takes the number if nobody has; gives how it is taken now. */
    Mono<Placement> take(Placement wanted);

    /** That the order is in the log. */
    Mono<Void> logged(OrderId order);

    /** Whether the order is in the log. */
    Mono<Boolean> isLogged(OrderId order);

    /**
     * One number taken.
     *
     * @param contentHash keyed hash of the order's content
     * @param request what asked for it: asked again by the same, it is the same order
     */
    record Placement(OrderId order, String contentHash, String request, boolean logged) {}
}
