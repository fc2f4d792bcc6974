package dev.waymark.gateway.pages.guest;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.guest.GuestAccess;
import dev.waymark.gateway.guest.LookupProof;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.platform.web.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page behind the link in a message. It says nothing about a person but to who found it by number and contact. */
@Controller
public class GuestPageController {

    private final GuestAccess guestAccess;
    private final LookupProof proof;
    private final OrderClient orders;
    private final PageRenderer renderer;

    GuestPageController(GuestAccess guestAccess, LookupProof proof, OrderClient orders, PageRenderer renderer) {
        this.guestAccess = guestAccess;
        this.proof = proof;
        this.orders = orders;
        this.renderer = renderer;
    }

    /** Whoever is signed in with a contact of the order goes on to the page that keeps nothing from them. */
    @GetMapping("/t/{token}")
    Mono<Rendering> page(
            @PathVariable String token,
            @AuthenticationPrincipal @Nullable SessionPrincipal reader,
            ServerWebExchange exchange) {
        return guestAccess
                .open(token, proof.isFor(token, exchange), exchange.getRequest())
                .flatMap(link -> own(reader, link)
                        .map(order -> PageRenderer.seeOther(Links.path("orders", order.orderNumber())))
                        .switchIfEmpty(Mono.defer(
                                () -> render("order", token, link.order().withLinkUntil(link.until()), exchange))))
                .onErrorResume(
                        ProblemException.matches(Problem.LINK_EXPIRED),
                        expired -> renderer.page(HttpStatus.GONE, "expired", exchange, Map.of("here", link(token))));
    }

    private Mono<OrderView> own(@Nullable SessionPrincipal reader, OpenedLink link) {
        return reader == null || reader.isStaff()
                ? Mono.empty()
                : orders.myOrder(
                                reader.personRef(),
                                reader.otherRef(),
                                link.orderId().value())
                        // Somebody else's, or not proved enough, or not to be told now: the link opens what it opens.
                        .onErrorComplete(ProblemException.class);
    }

    /** The part that changes, for a page that is open. */
    @GetMapping("/t/{token}/fragment")
    Mono<Rendering> fragment(@PathVariable String token, ServerWebExchange exchange) {
        return guestAccess
                .open(token, proof.isFor(token, exchange), exchange.getRequest())
                .flatMap(link -> render("order :: picture", token, link.order(), exchange));
    }

    /** Asks for a new link. The page is the same for every token, also for one that nobody was ever sent. */
    @PostMapping("/t/{token}")
    Mono<Rendering> renew(@PathVariable String token, ServerWebExchange exchange) {
        var asked = Map.of("here", link(token), "asked", true);
        return guestAccess
                .renew(token, exchange.getRequest())
                .then(Mono.defer(() -> renderer.page(HttpStatus.ACCEPTED, "expired", exchange, asked)))
                .onErrorResume(
                        ProblemException.class,
                        refused -> renderer.tooMany(refused, "expired", exchange, Map.of("here", link(token))));
    }

    private Mono<Rendering> render(String view, String token, OrderView order, ServerWebExchange exchange) {
        var language = renderer.language(exchange, order);
        var page = OrderPage.of(
                order, order.customer() == null ? Audience.GUEST : Audience.MATCHED, renderer.context(language, order));
        return renderer.page(language, view, exchange, Map.of("page", page, "here", link(token)));
    }

    private static String link(String token) {
        return Links.path("t", token);
    }
}
