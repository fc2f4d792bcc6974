package dev.waymark.orders.web;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.ContactRequest;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.contract.view.LookupRequest;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderPage;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.RenewedLink;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.contract.view.SearchRequest;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.orders.query.OrderLinks;
import dev.waymark.orders.query.OrderLinks.ResolvedLink;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.orders.query.OrderQueries.ContactLookup;
import dev.waymark.orders.query.SupportSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What our own services ask on behalf of those they let in. The gateway routes nobody here. */
@RestController
@RequestMapping("/internal")
class InternalController {

    private static final int LONGEST_PAGE = 100;
    private static final int LONGEST_QUERY = 300;

    private final OrderQueries queries;
    private final OrderLinks links;
    private final SupportSearch search;

    InternalController(OrderQueries queries, OrderLinks links, SupportSearch search) {
        this.queries = queries;
        this.links = links;
        this.search = search;
    }

    @PostMapping("/links/resolve")
    Mono<OpenedLink> link(@RequestBody LinkRequest asked) {
        return links.open(given(asked.token()))
                .switchIfEmpty(Mono.error(() -> Problem.LINK_UNKNOWN.because("Take the newest message's link.")))
                .map(link -> switch (link) {
                    case ResolvedLink.Valid(var order, var until) -> new OpenedLink(order, until);
                    case ResolvedLink.Expired() -> throw Problem.LINK_EXPIRED.because("Ask for a new one.");
                });
    }

    /** A link that still opens is not renewed: to whoever asks, it might as well be unknown. */
    @PostMapping("/links/renew")
    Mono<RenewedLink> renew(@RequestBody LinkRequest asked) {
        return links.renew(given(asked.token()))
                .switchIfEmpty(Mono.error(() -> Problem.LINK_UNKNOWN.because("There is nothing to renew.")))
                .map(renewed -> new RenewedLink(contact(renewed.contact()), renewed.cameBy(), renewed.until()));
    }

    @PostMapping("/lookups")
    Mono<OrderLookup> lookUp(@RequestBody LookupRequest asked) {
        return queries.lookUp(given(asked.number()), given(asked.contact()))
                .switchIfEmpty(Mono.error(ShopController::orderUnknown));
    }

    @PostMapping("/people/resolve")
    Mono<ResolvedPerson> person(@RequestBody ContactRequest asked) {
        return queries.person(given(asked.contact()))
                .switchIfEmpty(Mono.error(() -> Problem.CONTACT_UNREADABLE.because("Check the spelling.")));
    }

    @GetMapping("/people/{personRef}/orders")
    Mono<OrderPage> owned(
            @PathVariable String personRef,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw Problem.LIMIT_INVALID.because("Ask for 1 to %d orders.".formatted(LONGEST_PAGE));
        }
        return queries.owned(personRef, given(query), cursor, limit)
                .switchIfEmpty(Mono.error(() -> Problem.CURSOR_INVALID.because("Begin with the first page.")));
    }

    @GetMapping("/people/{personRef}/orders/{orderNumber}")
    Mono<ResponseEntity<OrderView>> owned(
            @PathVariable String personRef,
            @PathVariable String orderNumber,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
        return queries.owned(personRef, ShopController.number(orderNumber))
                .switchIfEmpty(Mono.error(ShopController::orderUnknown))
                .map(order -> OrderResponses.conditional(order, known));
    }

    @PostMapping("/support/search")
    Mono<SearchResult> search(@RequestBody SearchRequest asked) {
        return search.search(given(asked.query()));
    }

    @GetMapping("/support/orders/{orderNumber}")
    Mono<OrderView> forSupport(@PathVariable String orderNumber) {
        return queries.forSupport(ShopController.number(orderNumber))
                .switchIfEmpty(Mono.error(ShopController::orderUnknown));
    }

    @PostMapping("/orders/{orderId}/contact")
    Mono<ContactAnswer> contact(@PathVariable String orderId) {
        return queries.contact(id(orderId))
                .switchIfEmpty(Mono.error(ShopController::orderUnknown))
                .map(InternalController::contact);
    }

    private static ContactAnswer contact(ContactLookup answer) {
        return switch (answer) {
            case ContactLookup.Reachable reachable -> contact(reachable);
            case ContactLookup.Erased() -> throw Problem.PERSON_ERASED.because("Nobody can be written to.");
        };
    }

    private static ContactAnswer contact(ContactLookup.Reachable reachable) {
        var order = reachable.order();
        var person = reachable.person();
        return new ContactAnswer(
                order.id(),
                order.number(),
                person.name(),
                person.email(),
                person.phone(),
                order.language(),
                order.timeZone(),
                order.channels(),
                reachable.linkToken(),
                reachable.smsLinkToken(),
                reachable.view());
    }

    private static OrderId id(String orderId) {
        try {
            return new OrderId(orderId);
        } catch (IllegalArgumentException e) {
            throw ShopController.orderUnknown();
        }
    }

    /** What is missing or absurdly long is found nowhere, like anything else that does not exist. */
    private static String given(@Nullable String text) {
        return text == null || text.length() > LONGEST_QUERY ? "" : text;
    }
}
