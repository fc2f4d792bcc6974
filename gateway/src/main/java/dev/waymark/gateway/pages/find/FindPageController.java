package dev.waymark.gateway.pages.find;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.guest.GuestAccess;
import dev.waymark.gateway.guest.LookupProof;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.platform.web.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** An order by its number and the contact it was ordered with. */
@Controller
public class FindPageController {

    private final GuestAccess guestAccess;
    private final LookupProof proof;
    private final PageRenderer renderer;

    FindPageController(GuestAccess guestAccess, LookupProof proof, PageRenderer renderer) {
        this.guestAccess = guestAccess;
        this.proof = proof;
        this.renderer = renderer;
    }

    @GetMapping("/find")
    Mono<Rendering> form(ServerWebExchange exchange) {
        return show(HttpStatus.OK, FindOrderPage.EMPTY, exchange);
    }

    @PostMapping("/find")
    Mono<Rendering> find(@ModelAttribute FindForm input, ServerWebExchange exchange) {
        var form = FindOrderPage.of(input.number(), input.contact(), renderer.messages(exchange));
        if (form.hasErrors()) {
            return show(HttpStatus.UNPROCESSABLE_CONTENT, form, exchange);
        }
        return guestAccess
                .find(form.number(), form.contact(), exchange.getRequest())
                .map(found -> {
                    exchange.getResponse().addCookie(proof.of(found.linkToken()));
                    return PageRenderer.seeOther(Links.path("t", found.linkToken()));
                })
                .onErrorResume(ProblemException.class, refused -> refused(form, refused, exchange));
    }

    /** One text for every mismatch: nobody learns here which orders there are. */
    private Mono<Rendering> refused(FindOrderPage form, ProblemException refused, ServerWebExchange exchange) {
        if (refused.is(Problem.CONTACT_UNREADABLE)) {
            return show(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    form.withContactError(renderer.messages(exchange).get("signin.contact.unreadable")),
                    exchange);
        }
        return refused.is(Problem.ORDER_UNKNOWN)
                ? renderer.page(HttpStatus.NOT_FOUND, "find", exchange, Map.of("form", form, "unknown", true))
                : renderer.tooMany(refused, "find", exchange, Map.of("form", form));
    }

    private Mono<Rendering> show(HttpStatus status, FindOrderPage form, ServerWebExchange exchange) {
        return renderer.page(status, "find", exchange, Map.of("form", form));
    }

    /** As typed. */
    record FindForm(@Nullable String number, @Nullable String contact) {}
}
