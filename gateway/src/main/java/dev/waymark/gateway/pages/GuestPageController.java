package dev.waymark.gateway.pages;

import dev.waymark.gateway.doors.Doors;
import dev.waymark.gateway.services.OrderView;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Door 1: the page behind the link in a message. It says nothing about a person. */
@Controller
class GuestPageController {

    private final Doors doors;
    private final Reader reader;

    GuestPageController(Doors doors, Reader reader) {
        this.doors = doors;
        this.reader = reader;
    }

    @GetMapping("/t/{token}")
    Mono<Rendering> page(@PathVariable String token, ServerWebExchange exchange) {
        return doors.guest(token, exchange.getRequest()).flatMap(order -> render("order", token, order, exchange));
    }

    /** The part that changes, for a page that is open. */
    @GetMapping("/t/{token}/fragment")
    Mono<Rendering> fragment(@PathVariable String token, ServerWebExchange exchange) {
        return doors.guest(token, exchange.getRequest())
                .flatMap(order -> render("order :: picture", token, order, exchange));
    }

    private Mono<Rendering> render(String view, String token, OrderView order, ServerWebExchange exchange) {
        var language = reader.language(exchange, order);
        var page = OrderPage.of(order, Audience.GUEST, reader.dates(language, order));
        var model = Map.of("page", page, "here", Links.path("t", token));
        return reader.page(view, language, exchange, model).map(Rendering.Builder::build);
    }
}
