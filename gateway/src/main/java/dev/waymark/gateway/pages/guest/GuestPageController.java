package dev.waymark.gateway.pages.guest;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.guest.GuestAccess;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Door 1: the page behind the link in a message. It says nothing about a person. */
@Controller
public class GuestPageController {

    private final GuestAccess guestAccess;
    private final PageRenderer renderer;

    GuestPageController(GuestAccess guestAccess, PageRenderer renderer) {
        this.guestAccess = guestAccess;
        this.renderer = renderer;
    }

    @GetMapping("/t/{token}")
    Mono<Rendering> page(@PathVariable String token, ServerWebExchange exchange) {
        return guestAccess
                .guest(token, exchange.getRequest())
                .flatMap(order -> render("order", token, order, exchange))
                .onErrorResume(
                        GuestPageController::isExpired,
                        expired -> show(ExpiredLinkPage.offering(Links.path("t", token)), exchange)
                                .map(page -> page.status(HttpStatus.GONE).build()));
    }

    /** The part that changes, for a page that is open. */
    @GetMapping("/t/{token}/fragment")
    Mono<Rendering> fragment(@PathVariable String token, ServerWebExchange exchange) {
        return guestAccess
                .guest(token, exchange.getRequest())
                .flatMap(order -> render("order :: picture", token, order, exchange));
    }

    /** Asks for a new link. The page is the same for every token, also for one that nobody was ever sent. */
    @PostMapping("/t/{token}")
    Mono<Rendering> renew(@PathVariable String token, ServerWebExchange exchange) {
        var link = ExpiredLinkPage.offering(Links.path("t", token));
        return guestAccess
                .renew(token, exchange.getRequest())
                .then(Mono.defer(() -> show(link.asked(), exchange)))
                .map(page -> page.status(HttpStatus.ACCEPTED).build())
                .onErrorResume(ProblemException.class, refused -> tooMany(link, refused, exchange));
    }

    private Mono<Rendering> tooMany(ExpiredLinkPage link, ProblemException refused, ServerWebExchange exchange) {
        if (!refused.is(Problem.TOO_MANY_TRIES)) {
            return Mono.error(refused);
        }
        var wait = Optional.ofNullable(refused.retryAfter()).orElse(Duration.ofMinutes(1));
        return show(link.tooMany(wait), exchange)
                .map(page -> page.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()))
                        .build());
    }

    private Mono<Rendering.Builder<?>> show(ExpiredLinkPage link, ServerWebExchange exchange) {
        return renderer.page("expired", renderer.language(exchange), exchange, Map.of("link", link));
    }

    private static boolean isExpired(Throwable failure) {
        return failure instanceof ProblemException refused && refused.is(Problem.LINK_EXPIRED);
    }

    private Mono<Rendering> render(String view, String token, OrderView order, ServerWebExchange exchange) {
        var language = renderer.language(exchange, order);
        var page = OrderPage.of(order, Audience.GUEST, renderer.context(language, order));
        var model = Map.of("page", page, "here", Links.path("t", token));
        return renderer.page(view, language, exchange, model).map(Rendering.Builder::build);
    }
}
