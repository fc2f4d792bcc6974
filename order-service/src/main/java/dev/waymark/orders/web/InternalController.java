package dev.waymark.orders.web;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.Problem;
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
import dev.waymark.orders.query.OrderFilter;
import dev.waymark.orders.query.OrderLinks;
import dev.waymark.orders.query.OrderPages;
import dev.waymark.orders.query.OrderQueries;
import dev.waymark.orders.query.SupportSearch;
import dev.waymark.platform.web.ProblemException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The routes of our own services, which call them for those whom they have authenticated. The gateway does not serve them. */
@RestController
@RequestMapping(path = "/internal", produces = MediaType.APPLICATION_JSON_VALUE)
class InternalController {

    private static final int MAX_PAGE = 100;
    private static final int MAX_TEXT = 300;

    private final OrderQueries queries;
    private final OrderPages pages;
    private final OrderLinks links;
    private final SupportSearch search;

    InternalController(OrderQueries queries, OrderPages pages, OrderLinks links, SupportSearch search) {
        this.queries = queries;
        this.pages = pages;
        this.links = links;
        this.search = search;
    }

    @PostMapping("/links/resolve")
    Mono<OpenedLink> open(@RequestBody LinkRequest request) {
        return links.open(bounded(request.token()), Boolean.TRUE.equals(request.matched()))
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(Problem.LINK_UNKNOWN, "Take the newest message's link.")))
                .map(link -> link.orElseThrow(() -> ProblemException.of(Problem.LINK_EXPIRED, "Ask for a new one.")));
    }

    /** A link that has not expired is not renewed, with the same answer as for an unknown one. */
    @PostMapping("/links/renew")
    Mono<RenewedLink> renew(@RequestBody LinkRequest request) {
        return links.renew(bounded(request.token()))
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(Problem.LINK_UNKNOWN, "There is nothing to renew.")))
                .map(renewed -> renewed.orElseThrow(InternalController::personErased));
    }

    @PostMapping("/lookups")
    Mono<OrderLookup> lookUp(@RequestBody LookupRequest request) {
        return queries.lookUp(bounded(request.number()), bounded(request.contact()))
                .switchIfEmpty(Mono.error(InternalController::contactUnreadable))
                .map(found -> found.orElseThrow(ShopController::orderUnknown));
    }

    @PostMapping("/people/resolve")
    Mono<ResolvedPerson> person(@RequestBody ContactRequest request) {
        return queries.person(bounded(request.contact()))
                .switchIfEmpty(Mono.error(InternalController::contactUnreadable));
    }

    @GetMapping("/people/{personRef}/orders")
    Mono<OrderPage> ownOrders(
            @PathVariable String personRef,
            @RequestParam(required = false) @Nullable String otherRef,
            @ModelAttribute OrderFilter filter,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw ProblemException.of(Problem.LIMIT_INVALID, "Ask for 1 to %d orders.".formatted(MAX_PAGE));
        }
        return pages.page(personRef, proven(personRef, otherRef), filter, cursor, limit)
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(Problem.CURSOR_INVALID, "Begin with the first page.")));
    }

    @GetMapping("/people/{personRef}/orders/{orderNumber}")
    Mono<OrderView> ownOrder(
            @PathVariable String personRef,
            @RequestParam(required = false) @Nullable String otherRef,
            @PathVariable String orderNumber) {
        return queries.forOwner(proven(personRef, otherRef), ShopController.number(orderNumber))
                .switchIfEmpty(Mono.error(ShopController::orderUnknown))
                .map(order -> order.orElseThrow(() -> ProblemException.of(
                        Problem.SECOND_CONTACT_REQUIRED, "Prove the other contact of it as well.")));
    }

    private static Set<String> proven(String personRef, @Nullable String otherRef) {
        return Stream.of(personRef, otherRef).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    @PostMapping("/support/search")
    Mono<SearchResult> search(@RequestBody SearchRequest request) {
        return search.search(bounded(request.query()));
    }

    @GetMapping("/support/orders/{orderNumber}")
    Mono<OrderView> forSupport(@PathVariable String orderNumber) {
        return queries.forSupport(ShopController.number(orderNumber))
                .switchIfEmpty(Mono.error(ShopController::orderUnknown));
    }

    @PostMapping("/orders/{orderId}/contact")
    Mono<ContactAnswer> contact(@PathVariable String orderId) {
        return Mono.justOrEmpty(OrderQueries.parse(orderId, OrderId::new))
                .flatMap(queries::contact)
                .switchIfEmpty(Mono.error(ShopController::orderUnknown))
                .map(contact -> contact.orElseThrow(InternalController::personErased));
    }

    private static ProblemException contactUnreadable() {
        return ProblemException.of(
                Problem.CONTACT_UNREADABLE, "Check the spelling, and that all letters are of one script.");
    }

    private static ProblemException personErased() {
        return ProblemException.of(Problem.PERSON_ERASED, "Nobody can be written to.");
    }

    /** What is missing or absurdly long becomes empty, which matches nothing. */
    private static String bounded(@Nullable String text) {
        return text == null || text.length() > MAX_TEXT ? "" : text;
    }
}
