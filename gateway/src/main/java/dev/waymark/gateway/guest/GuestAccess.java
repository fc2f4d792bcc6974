package dev.waymark.gateway.guest;

import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.clients.OrderClient;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * The ways to an order without sign-in. Pages and API go through here and not straight to {@link OrderClient}: here the
 * misses are counted. A miss may fail with {@code TOO_MANY_TRIES}; what is right does not.
 */
public interface GuestAccess {

    /** The order behind the link in a message, as the guest may see it. {@code LINK_UNKNOWN}, {@code LINK_EXPIRED}. */
    default Mono<OrderView> guest(String token, ServerHttpRequest request) {
        return open(token, request).map(link -> link.order().withLinkUntil(link.until()));
    }

    /** The same, with the order's own id. */
    default Mono<OpenedLink> open(String token, ServerHttpRequest request) {
        return open(token, false, request);
    }

    /**
     * The same, for who may have found the order before.
     *
     * @param matched whether the guest is known to have found it by {@link #find}, and so may see more of it
     */
    Mono<OpenedLink> open(String token, boolean matched, ServerHttpRequest request);

    /**
     * For who comes too late: a new link goes to whoever ordered. Completes whether or not there is such an order,
     * and before anything is sent.
     */
    Mono<Void> renew(String token, ServerHttpRequest request);

    /**
     * By number and contact. {@code ORDER_UNKNOWN} is the one answer to every mismatch; {@code CONTACT_UNREADABLE} to what is
     * no contact, whichever orders there are.
     */
    Mono<OrderLookup> find(String number, String contact, ServerHttpRequest request);
}
