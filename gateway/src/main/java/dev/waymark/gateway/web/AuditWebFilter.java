package dev.waymark.gateway.web;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.audit.AuditEvent.Actor;
import dev.waymark.gateway.audit.AuditRecorder;
import dev.waymark.gateway.audit.AuditRecorder.Entry;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.platform.web.ClientAddresses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Records what the desk looks at, once it is shown, and what anybody changes, once it has succeeded. Stands behind
 * Spring Security's chains, so that it is known who it is, and what is refused is not recorded.
 */
final class AuditWebFilter implements WebFilter {

    /** By route, of which one may be both; nothing is recorded where an entry is absent, such as of a desk that has looked for nothing yet. */
    private static final List<Rule> RULES = List.of(
            rule("GET", "/support", AuditWebFilter::searched),
            rule("POST", "/api/support/search", AuditWebFilter::searched),
            rule("GET", "/support/orders/{number}", AuditWebFilter::viewed),
            rule("GET", "/api/support/orders/{number}", AuditWebFilter::viewed),
            rule("GET", "/support/quarantine/{id}", AuditWebFilter::opened),
            rule("GET", "/api/support/quarantine/{id}", AuditWebFilter::opened),
            rule("GET", "/support/audit", (_, _) -> Optional.of(AuditEvent.AuditViewed::new)),
            rule("POST", "/api/support/audit/search", (_, _) -> Optional.of(AuditEvent.AuditViewed::new)),
            rule("POST", "/support/orders/{number}/links", order(AuditEvent.LinksRevoked::new)),
            rule("POST", "/api/support/orders/{number}/links/revocation", order(AuditEvent.LinksRevoked::new)),
            rule("POST", "/api/orders/{number}/links/revocation", order(AuditEvent.LinksRevoked::new)),
            rule("POST", "/api/orders/{number}/shipments", order(AuditEvent.OrderChanged::new)),
            rule("POST", "/api/orders/{number}/cancellation", order(AuditEvent.OrderChanged::new)),
            rule("POST", "/api/orders/{number}/states", order(AuditEvent.OrderChanged::new)),
            rule("PATCH", "/api/orders/{number}", order(AuditEvent.OrderChanged::new)),
            rule(
                    "DELETE",
                    "/api/orders/{number}/shipments/{courier}/{trackingNumber}",
                    order(AuditEvent.OrderChanged::new)),
            rule(
                    "POST",
                    "/api/orders/{number}/shipments/{courier}/{trackingNumber}/replacement",
                    order(AuditEvent.OrderChanged::new)),
            rule("POST", "/support/quarantine", about(AuditEvent.WebhooksReplayed::new)),
            rule("POST", "/support/quarantine/{id}", about(AuditEvent.WebhooksReplayed::new)),
            rule("POST", "/support/quarantine/{id}", AuditWebFilter::opened),
            rule("POST", "/api/support/quarantine/replay", about(AuditEvent.WebhooksReplayed::new)),
            rule("POST", "/api/support/quarantine/{id}/replay", about(AuditEvent.WebhooksReplayed::new)),
            rule("POST", "/support/orders/{number}/messages", AuditWebFilter::redriven),
            rule("POST", "/support/messages", AuditWebFilter::redriven),
            rule("POST", "/api/support/orders/{number}/messages/redrive", AuditWebFilter::redriven),
            rule("POST", "/api/support/messages/redrive", AuditWebFilter::redriven),
            rule("POST", "/support/orders/{number}/undeliverable", AuditWebFilter::lifted),
            rule("POST", "/api/support/orders/{number}/undeliverable/lift", AuditWebFilter::lifted),
            rule("POST", "/api/orders/{number}/undeliverable/lift", AuditWebFilter::lifted),
            rule("GET", "/support/dead-letters/{id}", about(AuditEvent.DeadLetterViewed::new)),
            rule("GET", "/api/support/dead-letters/{id}", about(AuditEvent.DeadLetterViewed::new)),
            rule("POST", "/support/dead-letters", about(AuditEvent.DeadLettersRedriven::new)),
            rule("POST", "/support/dead-letters/{id}", about(AuditEvent.DeadLettersRedriven::new)),
            rule("POST", "/api/support/dead-letters/redrive", about(AuditEvent.DeadLettersRedriven::new)),
            rule("POST", "/api/support/dead-letters/{id}/redrive", about(AuditEvent.DeadLettersRedriven::new)),
            rule("POST", "/account/sessions", about(AuditEvent.SessionsEnded::new)),
            rule("DELETE", "/api/my/sessions", about(AuditEvent.SessionsEnded::new)),
            rule("DELETE", "/api/my/sessions/{id}", about(AuditEvent.SessionsEnded::new)),
            rule("POST", "/support/sessions", about(AuditEvent.SessionsEnded::new)),
            rule("POST", "/api/support/sessions/end", about(AuditEvent.SessionsEnded::new)),
            rule("POST", "/support/second-factor", about(AuditEvent.SecondFactorReset::new)));

    private final AuditRecorder audit;
    private final ClientAddresses addresses;

    AuditWebFilter(AuditRecorder audit, ClientAddresses addresses) {
        this.audit = audit;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().pathWithinApplication();
        // A HEAD looks for the same, and shows that it is there.
        var method = request.getMethod().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.getMethod();
        var rules = RULES.stream()
                .filter(rule -> rule.method().equals(method) && rule.pattern().matches(path))
                .toList();
        return rules.isEmpty()
                ? chain.filter(exchange)
                : audited(rules, exchange).then(Mono.defer(() -> chain.filter(exchange)));
    }

    /** Asks beforehand who it is: the request may end the session, and an answer without a body goes out behind the chain. */
    private Mono<Void> audited(List<Rule> rules, ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(Authentication.class)
                .doOnNext(principal -> exchange.getResponse().beforeCommit(() -> record(rules, principal, exchange)))
                .then();
    }

    private Mono<Void> record(List<Rule> rules, Authentication principal, ServerWebExchange exchange) {
        var status = exchange.getResponse().getStatusCode();
        var isShown = status == null || !status.isError();
        return Flux.fromIterable(rules)
                .filter(rule -> isShown || rule.isChange())
                .mapNotNull(rule -> rule.entry(exchange).orElse(null))
                .concatMap(entry -> audit.record(actor(principal, exchange), entry))
                .then();
    }

    private Actor actor(Authentication authentication, ServerWebExchange exchange) {
        var address = addresses.of(exchange.getRequest());
        return authentication.getPrincipal() instanceof SessionPrincipal principal
                ? principal.actor(address)
                : new Actor(Actor.Role.SHOP, authentication.getName(), address);
    }

    private static Optional<Entry> searched(Map<String, String> variables, ServerWebExchange exchange) {
        return Optional.ofNullable(AuditedRequest.orders(exchange))
                .map(orders -> (id, at, actor) -> new AuditEvent.OrdersSearched(id, at, actor, orders));
    }

    private static Optional<Entry> viewed(Map<String, String> variables, ServerWebExchange exchange) {
        return Optional.ofNullable(AuditedRequest.orders(exchange))
                .map(List::getFirst)
                .map(order -> (id, at, actor) -> new AuditEvent.OrderViewed(id, at, actor, order));
    }

    private static Optional<Entry> redriven(Map<String, String> variables, ServerWebExchange exchange) {
        var orders = Objects.requireNonNullElse(AuditedRequest.orders(exchange), List.<OrderId>of());
        return Optional.ofNullable(AuditedRequest.subject(exchange))
                .map(messages -> (id, at, actor) -> new AuditEvent.MessagesRedriven(id, at, actor, orders, messages));
    }

    private static Optional<Entry> lifted(Map<String, String> variables, ServerWebExchange exchange) {
        return Optional.ofNullable(AuditedRequest.orders(exchange))
                .map(List::getFirst)
                .map(order -> (id, at, actor) -> new AuditEvent.SuppressionLifted(
                        id,
                        at,
                        actor,
                        order,
                        Channel.valueOf(Objects.requireNonNull(AuditedRequest.subject(exchange)))));
    }

    private static Optional<Entry> opened(Map<String, String> variables, ServerWebExchange exchange) {
        return Optional.ofNullable(AuditedRequest.opened(exchange))
                .map(webhook -> (id, at, actor) -> new AuditEvent.WebhookViewed(id, at, actor, webhook));
    }

    private static ChangeEntries about(SubjectEntry entry) {
        return new ChangeEntries(entry);
    }

    private static BiFunction<Map<String, String>, ServerWebExchange, Optional<Entry>> order(OrderEntry entry) {
        return (variables, _) -> {
            var order = OrderId.of(new OrderNumber(Objects.requireNonNull(variables.get("number"))));
            return Optional.of((id, at, actor) -> entry.of(id, at, actor, order));
        };
    }

    private static Rule rule(
            String method, String pattern, BiFunction<Map<String, String>, ServerWebExchange, Optional<Entry>> entry) {
        return new Rule(HttpMethod.valueOf(method), PathPatternParser.defaultInstance.parse(pattern), entry);
    }

    private record Rule(
            HttpMethod method,
            PathPattern pattern,
            BiFunction<Map<String, String>, ServerWebExchange, Optional<Entry>> entries) {

        /** What was changed is recorded also where its answer failed afterwards. */
        boolean isChange() {
            return entries instanceof ChangeEntries;
        }

        Optional<Entry> entry(ServerWebExchange exchange) {
            var match = pattern.matchAndExtract(exchange.getRequest().getPath().pathWithinApplication());
            return match == null ? Optional.empty() : entries.apply(match.getUriVariables(), exchange);
        }
    }

    /** About one order. */
    @FunctionalInterface
    private interface OrderEntry {

        AuditEvent of(EventId id, Instant occurredAt, Actor actor, OrderId order);
    }

    /** About somebody, or about webhooks. */
    @FunctionalInterface
    private interface SubjectEntry {

        AuditEvent of(EventId id, Instant occurredAt, Actor actor, String subject);
    }

    /** What the handler says it was about; nothing came of it where the handler says nothing. */
    private record ChangeEntries(SubjectEntry entry)
            implements BiFunction<Map<String, String>, ServerWebExchange, Optional<Entry>> {

        @Override
        public Optional<Entry> apply(Map<String, String> variables, ServerWebExchange exchange) {
            return Optional.ofNullable(AuditedRequest.subject(exchange))
                    .map(subject -> (id, at, actor) -> entry.of(id, at, actor, subject));
        }
    }
}
