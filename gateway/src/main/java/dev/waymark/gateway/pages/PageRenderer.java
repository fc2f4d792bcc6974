package dev.waymark.gateway.pages;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.OrderView;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Puts a page together for whoever asked: language, days of the right place, and the frame around it. */
@Component
public final class PageRenderer {

    private final ShopSettings shop;
    private final LanguageResolver languages;
    private final Assets assets;
    private final Clock clock;

    public PageRenderer(ShopSettings shop, LanguageResolver languages, Assets assets, Clock clock) {
        this.shop = shop;
        this.languages = languages;
        this.assets = assets;
        this.clock = clock;
    }

    public Language language(ServerWebExchange exchange) {
        return languages.of(exchange);
    }

    public Language language(ServerWebExchange exchange, OrderView order) {
        return languages.of(exchange, order.language());
    }

    public MessageBundle messages(Language language) {
        return MessageBundle.of("gateway", language);
    }

    public MessageBundle messages(ServerWebExchange exchange) {
        return messages(language(exchange));
    }

    /** The days at the place where {@code order} goes. */
    public LocalizedContext context(Language language, OrderView order) {
        var zone = zone(order.timeZone());
        return new LocalizedContext(messages(language), zone, !zone.equals(shop.timeZone()), clock.instant());
    }

    /** The days at the shop. */
    public LocalizedContext context(Language language) {
        return new LocalizedContext(messages(language), shop.timeZone(), false, clock.instant());
    }

    /** A page with its layout; {@code model} is what is its own. */
    public Mono<Rendering> page(String view, ServerWebExchange exchange, Map<String, ?> model) {
        return page(HttpStatus.OK, view, exchange, model);
    }

    public Mono<Rendering> page(HttpStatus status, String view, ServerWebExchange exchange, Map<String, ?> model) {
        return page(view, language(exchange), exchange, model)
                .map(page -> page.status(status).build());
    }

    /** A page in another language than the visitor's. */
    public Mono<Rendering> page(Language language, String view, ServerWebExchange exchange, Map<String, ?> model) {
        return page(view, language, exchange, model).map(Rendering.Builder::build);
    }

    /** The same form to whoever tried too often, with how long to wait; any other refusal stays one. */
    public Mono<Rendering> tooMany(
            ProblemException refused, String view, ServerWebExchange exchange, Map<String, ?> model) {
        if (!refused.is(Problem.TOO_MANY_TRIES) && !refused.is(Problem.TOO_MANY_REQUESTS)) {
            return Mono.error(refused);
        }
        var wait = Optional.ofNullable(refused.retryAfter()).orElse(Duration.ofMinutes(1));
        return page(view, language(exchange), exchange, model)
                .map(page -> page.modelAttribute("waitMinutes", minutes(wait))
                        .status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()))
                        .build());
    }

    public static Rendering seeOther(String path) {
        return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
    }

    private Mono<Rendering.Builder<?>> page(
            String view, Language language, ServerWebExchange exchange, Map<String, ?> model) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        languages.answerIn(language, exchange);
        return layout(language, path, exchange.getPrincipal().ofType(Authentication.class))
                .map(layout -> Rendering.view(view)
                        .modelAttribute("layout", layout)
                        .modelAttribute("messages", messages(language))
                        .model(model));
    }

    /** As {@code visitor} sees it, who may be nobody. */
    Mono<Layout> layout(Language language, String path, Mono<Authentication> visitor) {
        return visitor.map(principal -> layout(
                        language,
                        path,
                        principal.isAuthenticated(),
                        hasRole(principal, "SUPPORT"),
                        hasRole(principal, "ADMINISTRATOR")))
                .defaultIfEmpty(layout(language, path, false, false, false));
    }

    private Layout layout(Language language, String path, boolean signedIn, boolean support, boolean administrator) {
        return new Layout(language, shop.name(language), shop.help(), path, signedIn, support, administrator, assets);
    }

    private static boolean hasRole(Authentication principal, String role) {
        return principal.getAuthorities().stream().anyMatch(held -> ("ROLE_" + role).equals(held.getAuthority()));
    }

    private ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            return shop.timeZone();
        }
    }

    /** Whole minutes to wait, at least one. */
    private static int minutes(Duration wait) {
        return (int) Math.max(1, wait.plusSeconds(59).toMinutes());
    }
}
