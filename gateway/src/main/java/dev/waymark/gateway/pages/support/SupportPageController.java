package dev.waymark.gateway.pages.support;

import dev.waymark.contract.view.SearchRequest;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.clients.NotificationClient;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Support finds an order by whatever the caller knows, and sees how we know what we say. */
@Controller
public class SupportPageController {

    private static final int LONGEST_QUERY = 254;

    private final OrderClient orders;
    private final NotificationClient notifications;
    private final LastSearch last;
    private final PageRenderer renderer;

    SupportPageController(
            OrderClient orders, NotificationClient notifications, SessionSettings sessions, PageRenderer renderer) {
        this.orders = orders;
        this.notifications = notifications;
        this.last = new LastSearch(sessions);
        this.renderer = renderer;
    }

    /** With what was found last, so that whoever has opened an order comes back to the others. */
    @GetMapping("/support")
    Mono<Rendering> start(@AuthenticationPrincipal SessionPrincipal operator, ServerWebExchange exchange) {
        return last.query(exchange, operator)
                .map(query -> found(query, operator, exchange))
                .orElseGet(() -> renderer.page("support", exchange, Map.of("query", "")));
    }

    /** A POST, for what is searched for is personal data and must not stay in any address. */
    @PostMapping("/support")
    Mono<Rendering> search(
            @AuthenticationPrincipal SessionPrincipal operator,
            @ModelAttribute SearchForm form,
            ServerWebExchange exchange) {
        var query = form.query() == null ? "" : form.query().strip();
        var clipped = query.substring(0, Math.min(query.length(), LONGEST_QUERY));
        exchange.getResponse().addCookie(last.keeping(clipped, operator));
        return Mono.just(PageRenderer.seeOther("/support"));
    }

    /** Recorded when it is shown first, and not whenever somebody comes back to it. */
    private Mono<Rendering> found(String query, SessionPrincipal operator, ServerWebExchange exchange) {
        var context = renderer.context(renderer.language(exchange));
        return orders.search(new SearchRequest(query))
                .doOnNext(found -> {
                    if (!last.isShown(exchange, operator)) {
                        AuditedRequest.found(exchange, found.orders());
                        exchange.getResponse().addCookie(last.shown(query, operator));
                    }
                })
                .map(found -> SupportSearchPage.of(found, context))
                .flatMap(found -> renderer.page("support", exchange, Map.of("query", query, "search", found)));
    }

    @GetMapping("/support/orders/{number}")
    Mono<Rendering> order(
            @AuthenticationPrincipal SessionPrincipal operator,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String revoked,
            ServerWebExchange exchange) {
        return orders.supportOrder(number)
                .doOnNext(order -> AuditedRequest.found(exchange, List.of(order.orderId())))
                .zipWhen(order -> notifications.messages(order.orderId()))
                .flatMap(found -> {
                    var order = found.getT1();
                    var context = renderer.context(renderer.language(exchange), order);
                    var desk = SupportOrderPage.of(order, found.getT2(), SupportOrderPage.Filter.of(show), context);
                    var model = Map.of(
                            "query", last.query(exchange, operator).orElse(""),
                            "desk", desk,
                            "revoked", revoked != null,
                            "revocation", UUID.randomUUID().toString(),
                            "here", Links.path("support", "orders", order.orderNumber()));
                    return renderer.page("support", exchange, model);
                });
    }

    /** Sent twice, the form of one page revokes once. */
    @PostMapping("/support/orders/{number}/links")
    Mono<Rendering> revokeLinks(
            @PathVariable String number, @ModelAttribute RevocationForm form, ServerWebExchange exchange) {
        var key = Objects.requireNonNullElse(form.key(), "");
        return orders.revokeLinks(number, key, Map.of())
                .thenReturn(PageRenderer.seeOther(
                        Links.query(Links.path("support", "orders", number), "revoked", "links")));
    }

    /** Which page it is sent from. */
    record RevocationForm(@Nullable String key) {}

    /** As typed into the search box. */
    record SearchForm(@Nullable String query) {}
}
