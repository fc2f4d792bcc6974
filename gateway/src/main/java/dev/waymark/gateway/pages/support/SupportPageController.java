package dev.waymark.gateway.pages.support;

import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Door 4: support finds an order by whatever the caller knows, and sees how we know what we say. */
@Controller
public class SupportPageController {

    private static final int LONGEST_QUERY = 254;

    private final OrderClient orders;
    private final LastSearch last;
    private final PageRenderer renderer;

    SupportPageController(OrderClient orders, SessionSettings sessions, PageRenderer renderer) {
        this.orders = orders;
        this.last = new LastSearch(sessions);
        this.renderer = renderer;
    }

    /** With what was found last, so that whoever has opened an order comes back to the others. */
    @GetMapping("/support")
    Mono<Rendering> start(@AuthenticationPrincipal SessionPrincipal operator, ServerWebExchange exchange) {
        return last.query(exchange, operator)
                .map(query -> found(query, exchange))
                .orElseGet(() -> show(Map.of("query", ""), exchange));
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
        return Mono.just(
                Rendering.redirectTo("/support").status(HttpStatus.SEE_OTHER).build());
    }

    private Mono<Rendering> found(String query, ServerWebExchange exchange) {
        var context = renderer.context(renderer.language(exchange));
        return orders.search(query)
                .flatMap(found ->
                        show(Map.of("query", query, "search", SupportSearchPage.of(query, found, context)), exchange));
    }

    @GetMapping("/support/orders/{number}")
    Mono<Rendering> order(
            @AuthenticationPrincipal SessionPrincipal operator,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String show,
            ServerWebExchange exchange) {
        var language = renderer.language(exchange);
        var filter = SupportOrderPage.Filter.of(show);
        return orders.supportOrder(number)
                .flatMap(order -> orders.messages(order.orderId())
                        .map(messages ->
                                SupportOrderPage.of(order, messages, filter, renderer.context(language, order)))
                        .flatMap(desk -> {
                            var model = new HashMap<String, Object>();
                            model.put("query", last.query(exchange, operator).orElse(""));
                            model.put("desk", desk);
                            model.put("selected", filter);
                            model.put("filters", SupportOrderPage.Filter.values());
                            model.put("here", Links.path("support", "orders", order.orderNumber()));
                            return show(model, exchange);
                        }));
    }

    private Mono<Rendering> show(Map<String, ?> model, ServerWebExchange exchange) {
        return renderer.page("support", renderer.language(exchange), exchange, model)
                .map(Rendering.Builder::build);
    }

    /** As typed into the search box. */
    record SearchForm(@Nullable String query) {}
}
