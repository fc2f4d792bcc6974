package dev.waymark.gateway.pages;

import dev.waymark.gateway.services.OrderQueries;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
class SupportPageController {

    private final OrderQueries orders;
    private final Reader reader;

    SupportPageController(OrderQueries orders, Reader reader) {
        this.orders = orders;
        this.reader = reader;
    }

    @GetMapping("/support")
    Mono<Rendering> start(ServerWebExchange exchange) {
        return show(Map.of("query", ""), exchange);
    }

    /** A POST, for what is searched for is personal data and must not stay in any address. */
    @PostMapping("/support")
    Mono<Rendering> search(@ModelAttribute Typed typed, ServerWebExchange exchange) {
        var query = typed.query() == null ? "" : typed.query().strip();
        if (query.isEmpty()) {
            return start(exchange);
        }
        var dates = reader.dates(reader.language(exchange));
        return orders.search(query)
                .flatMap(found -> show(Map.of("query", query, "search", DeskSearch.of(query, found, dates)), exchange));
    }

    @GetMapping("/support/orders/{number}")
    Mono<Rendering> order(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String show,
            ServerWebExchange exchange) {
        var language = reader.language(exchange);
        var shown = DeskOrder.Show.of(show);
        return orders.supportOrder(number)
                .flatMap(order -> orders.messages(order.orderId())
                        .map(messages -> DeskOrder.of(order, messages, shown, reader.dates(language, order)))
                        .flatMap(desk -> {
                            var model = new HashMap<String, Object>();
                            model.put("query", "");
                            model.put("desk", desk);
                            model.put("shown", shown);
                            model.put("shows", DeskOrder.Show.values());
                            model.put("here", Links.path("support", "orders", order.orderNumber()));
                            return show(model, exchange);
                        }));
    }

    private Mono<Rendering> show(Map<String, ?> model, ServerWebExchange exchange) {
        return reader.page("support", reader.language(exchange), exchange, model)
                .map(Rendering.Builder::build);
    }

    /** As typed into the search box. */
    record Typed(@Nullable String query) {}
}
