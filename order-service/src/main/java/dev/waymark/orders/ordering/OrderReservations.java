package dev.waymark.orders.ordering;

import dev.waymark.contract.OrderId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Reserved order numbers. Consistent at once, unlike the read model, which follows the log. */
public interface OrderReservations {

    /** Reserves the number unless it is reserved; returns the reservation that holds. */
    Mono<Reservation> reserve(Reservation wanted);

    /** Puts {@code wanted} in the place of {@code unlogged}; false when that holds no more, or is logged. */
    Mono<Boolean> replace(Reservation unlogged, Reservation wanted);

    /** Records that the order is in the log. */
    Mono<Void> markLogged(OrderId order);

    /** Whether the order is in the log. */
    Mono<Boolean> isLogged(OrderId order);

    /**
     * One reserved number.
     *
     * @param contentHash keyed hash of the order's content
     * @param request id of the request that reserved it; the same request may be repeated
     * @param at when it was reserved
     */
    record Reservation(OrderId order, String contentHash, String request, boolean logged, Instant at) {}
}
