package dev.waymark.gateway.clients;

import dev.waymark.contract.view.ContactRequest;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.contract.view.LookupRequest;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderPage;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.contract.view.RevokedLinks;
import dev.waymark.contract.view.SearchRequest;
import dev.waymark.contract.view.SearchResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/**
 * What the gateway asks the order service. Each answer fails with {@link dev.waymark.platform.web.ProblemException} where
 * there is nothing to show: the problem is named at each method, and {@code SERVICE_UNAVAILABLE} may come from all.
 */
public interface OrderClient {

    /** The order behind a guest's link. {@code LINK_UNKNOWN}, {@code LINK_EXPIRED}. */
    @Purpose("orders:guest")
    @PostExchange("/internal/links/resolve")
    Mono<OpenedLink> open(@RequestBody LinkRequest link);

    /**
     * By the number of an order or of a parcel, and a contact. {@code ORDER_UNKNOWN}, whatever of the two did not match;
     * {@code CONTACT_UNREADABLE}.
     */
    @Purpose("orders:guest")
    @PostExchange("/internal/lookups")
    Mono<OrderLookup> lookup(@RequestBody LookupRequest wanted);

    /**
     * A customer's own orders: newest first, without timelines; those that {@link MyOrdersFilter#parameters} select.
     * {@code CURSOR_INVALID}, also for somebody else's cursor, and for one of another filter.
     *
     * @param otherRef of the other contact that they have proved to hold
     */
    @Purpose("orders:read.own")
    @GetExchange("/internal/people/{personRef}/orders")
    Mono<OrderPage> myOrders(
            @PathVariable String personRef,
            @RequestParam(required = false) @Nullable String otherRef,
            @RequestParam Map<String, String> filter,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit);

    /**
     * One of a customer's own, with what its contacts that they proved may show. {@code ORDER_UNKNOWN}, also when it is
     * somebody else's; {@code SECOND_CONTACT_REQUIRED}.
     */
    @Purpose("orders:read.own")
    @GetExchange("/internal/people/{personRef}/orders/{number}")
    Mono<OrderView> myOrder(
            @PathVariable String personRef,
            @RequestParam(required = false) @Nullable String otherRef,
            @PathVariable String number);

    /** For support. Empty hits when nothing was found. */
    @Purpose("support:search")
    @PostExchange("/internal/support/search")
    Mono<SearchResult> search(@RequestBody SearchRequest wanted);

    /** For support: customer masked, timelines with what only support sees. {@code ORDER_UNKNOWN}. */
    @Purpose("support:search")
    @GetExchange("/internal/support/orders/{number}")
    Mono<OrderView> supportOrder(@PathVariable String number);

    /**
     * Revokes the links to an order that were sent so far; once for each {@code key}. {@code ORDER_UNKNOWN},
     * {@code IDEMPOTENCY_KEY_MISSING}, {@code IDEMPOTENCY_KEY_IN_USE}.
     */
    @Purpose("links:revoke")
    @PostExchange("/api/orders/{number}/links/revocation")
    Mono<RevokedLinks> revokeLinks(
            @PathVariable String number,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody Map<String, String> nothing);

    /** Who writes under an e-mail address or a phone number. {@code CONTACT_UNREADABLE}. */
    @Purpose("people:resolve")
    @PostExchange("/internal/people/resolve")
    Mono<ResolvedPerson> person(@RequestBody ContactRequest contact);
}
