package dev.waymark.gateway.pages.find;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.guest.GuestAccess;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Door 3: an order by its number and the contact it was ordered with. */
@Controller
public class FindPageController {

    private final GuestAccess guestAccess;
    private final PageRenderer renderer;

    FindPageController(GuestAccess guestAccess, PageRenderer renderer) {
        this.guestAccess = guestAccess;
        this.renderer = renderer;
    }

    @GetMapping("/find")
    Mono<Rendering> form(ServerWebExchange exchange) {
        return show(FindOrderPage.EMPTY, exchange).map(Rendering.Builder::build);
    }

    @PostMapping("/find")
    Mono<Rendering> find(@ModelAttribute FindForm input, ServerWebExchange exchange) {
        var page = FindOrderPage.of(input.number(), input.contact(), renderer.messages(exchange));
        if (page.hasErrors()) {
            return show(page, exchange)
                    .map(rendering ->
                            rendering.status(HttpStatus.UNPROCESSABLE_CONTENT).build());
        }
        return guestAccess
                .find(page.number(), page.contact(), exchange.getRequest())
                .map(found -> Rendering.redirectTo(Links.path("t", found.linkToken()))
                        .status(HttpStatus.SEE_OTHER)
                        .build())
                .onErrorResume(ProblemException.class, refused -> refused(page, refused, exchange));
    }

    /** One text for every mismatch: nobody learns here which orders there are. */
    private Mono<Rendering> refused(FindOrderPage form, ProblemException refused, ServerWebExchange exchange) {
        if (refused.is(Problem.ORDER_UNKNOWN)) {
            return show(form.notFound(), exchange)
                    .map(page -> page.status(HttpStatus.NOT_FOUND).build());
        }
        if (refused.is(Problem.TOO_MANY_TRIES) || refused.is(Problem.TOO_MANY_REQUESTS)) {
            var wait = Optional.ofNullable(refused.retryAfter()).orElse(Duration.ofMinutes(1));
            return show(form.tooMany(wait), exchange)
                    .map(page -> page.status(HttpStatus.TOO_MANY_REQUESTS)
                            .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()))
                            .build());
        }
        return Mono.error(refused);
    }

    private Mono<Rendering.Builder<?>> show(FindOrderPage form, ServerWebExchange exchange) {
        return renderer.page("find", renderer.language(exchange), exchange, Map.of("form", form));
    }

    /** As typed. */
    record FindForm(@Nullable String number, @Nullable String contact) {}
}
