package dev.waymark.gateway.pages;

import dev.waymark.contract.Problem;
import dev.waymark.wording.MessageBundle;
import java.util.Map;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What a person reads when there is nothing to show.
 *
 * @param key of the message that says so; its reason is {@code <key>.why}
 */
public record ErrorPage(Layout layout, MessageBundle messages, String key, String traceId) {

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("address-malformed", "error.address"),
            Map.entry("address-too-long", "error.address"),
            Map.entry("not-found", "error.404"),
            Map.entry("link-unknown", "error.link.unknown"),
            Map.entry("link-expired", "link.expired"),
            Map.entry("quarantined-unknown", "error.404"),
            Map.entry("dead-letter-unknown", "error.404"),
            Map.entry("courier-unknown", "error.404"),
            Map.entry("order-unknown", "error.order.unknown"),
            Map.entry("second-contact-required", "error.contact"),
            Map.entry("forbidden", "error.403"),
            Map.entry("csrf-refused", "error.form"),
            Map.entry("too-many-tries", "error.many"),
            Map.entry("too-many-requests", "error.many"),
            Map.entry("service-unavailable", "error.503"),
            Map.entry("internal-error", "error.500"));

    /** Makes them. */
    @Component
    public static final class Factory {

        private final PageRenderer renderer;
        private final ServerSecurityContextRepository visitors;

        Factory(PageRenderer renderer, ServerSecurityContextRepository visitors) {
            this.renderer = renderer;
            this.visitors = visitors;
        }

        /** The model of the template {@code error}; what failed has left Spring Security's chains, and with them the principal. */
        public Mono<Map<String, Object>> model(Problem problem, String traceId, ServerWebExchange exchange) {
            var language = renderer.language(exchange);
            var visitor = visitors.load(exchange).onErrorComplete().mapNotNull(SecurityContext::getAuthentication);
            return renderer.layout(language, "", visitor)
                    .map(layout -> of(problem, traceId, layout, exchange))
                    .flatMap(page -> formToken(exchange)
                            .map(token -> Map.of(
                                    "page", page, "layout", page.layout, "messages", page.messages, "_csrf", token))
                            .defaultIfEmpty(Map.of("page", page, "layout", page.layout, "messages", page.messages)));
        }

        private ErrorPage of(Problem problem, String traceId, Layout layout, ServerWebExchange exchange) {
            return new ErrorPage(
                    layout,
                    renderer.messages(layout.language()),
                    key(
                            problem,
                            layout.support(),
                            exchange.getRequest().getPath().value()),
                    traceId.substring(0, Math.min(8, traceId.length())));
        }

        /** Absent where it was a wrong one that failed. */
        private static Mono<CsrfToken> formToken(ServerWebExchange exchange) {
            return exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        }

        /** Whoever works for the shop is not told that a page is for those who do, nor looks for their own orders at the desk. */
        private static String key(Problem problem, boolean support, String path) {
            if (support && problem == Problem.FORBIDDEN) {
                return "error.403.staff";
            }
            return support && problem == Problem.ORDER_UNKNOWN && path.startsWith("/support/")
                    ? "error.order.none"
                    : KEYS.getOrDefault(problem.slug(), "error.400");
        }
    }

    /** Whether it is our fault. */
    public boolean isServerError() {
        return key.equals("error.500") || key.equals("error.503");
    }

    /** Whether another order may help whoever has no other way to find it. */
    public boolean offerFind() {
        return !isServerError() && !key.equals("error.403") && !layout.support();
    }

    /** Whether signing in may help: whoever has done so may still have to prove the order's other contact. */
    public boolean offerSignIn() {
        return !layout.signedIn() || key.equals("error.contact");
    }
}
