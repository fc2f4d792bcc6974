package dev.waymark.gateway.pages.support;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Problem;
import dev.waymark.contract.view.SearchRequest;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.messages.OrderMessages;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.platform.web.ProblemException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
    private final OrderMessages messages;
    private final LastSearch last;
    private final PageRenderer renderer;

    SupportPageController(OrderClient orders, OrderMessages messages, SessionSettings sessions, PageRenderer renderer) {
        this.orders = orders;
        this.messages = messages;
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
            @RequestParam(required = false) @Nullable String done,
            ServerWebExchange exchange) {
        return messages.of(number, exchange, (order, sent) -> {
                    var context = renderer.context(renderer.language(exchange), order);
                    return SupportOrderPage.of(order, sent, SupportOrderPage.Filter.of(show), context);
                })
                .flatMap(desk -> {
                    var model = new HashMap<String, @Nullable Object>();
                    model.put("query", last.query(exchange, operator).orElse(""));
                    model.put("desk", desk);
                    model.put("revoked", revoked != null);
                    model.put("revocation", UUID.randomUUID().toString());
                    model.put("done", Done.of(done).orElse(null));
                    model.put(
                            "here", Links.path("support", "orders", desk.order().orderNumber()));
                    return renderer.page("support", exchange, model);
                });
    }

    /** Sends one message again, or all of the order that did not get through. */
    @PostMapping("/support/orders/{number}/messages")
    Mono<Rendering> redrive(@PathVariable String number, @ModelAttribute RedriveForm form, ServerWebExchange exchange) {
        var message = form.message() == null || form.message().isBlank() ? null : form.message();
        return messages.redrive(number, message, exchange)
                .map(redriven -> after(number, redriven.redriven() > 0 ? Done.REDRIVEN : Done.NOT_NEWS));
    }

    /** Lets messages go again to an address that took none. */
    @PostMapping("/support/orders/{number}/undeliverable")
    Mono<Rendering> lift(@PathVariable String number, @ModelAttribute LiftForm form, ServerWebExchange exchange) {
        var channel = Stream.of(Channel.values())
                .filter(each -> each.name().equals(form.channel()))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(Problem.BAD_REQUEST));
        return messages.lift(number, channel, exchange).thenReturn(after(number, Done.LIFTED));
    }

    private static Rendering after(String number, Done done) {
        return PageRenderer.seeOther(Links.query(Links.path("support", "orders", number), "done", done.code()));
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

    /** What was just done, as in {@code ?done=} and in text keys. */
    public enum Done {
        REDRIVEN,
        NOT_NEWS,
        LIFTED;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Done> of(@Nullable String code) {
            return Stream.of(values()).filter(each -> each.code().equals(code)).findFirst();
        }
    }

    /** Which message; all of the order when there is none. */
    record RedriveForm(@Nullable String message) {}

    /** Which address. */
    record LiftForm(@Nullable String channel) {}

    /** Which page it is sent from. */
    record RevocationForm(@Nullable String key) {}

    /** As typed into the search box. */
    record SearchForm(@Nullable String query) {}
}
