package dev.waymark.orders;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import dev.waymark.tokens.PurposeRoute;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokenSecurity;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The purpose that a service token needs for each route, and whose it must be. A route that is not listed is denied. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(ServiceKeys.class)
class Security {

    static final String CALLEE = "order-service";
    private static final String GATEWAY = "gateway";
    private static final String NOTIFICATIONS = "notification-service";

    static final List<PurposeRoute> ROUTES = List.of(
            PurposeRoute.of(POST, "/api/orders", "orders:write", GATEWAY),
            PurposeRoute.of(POST, "/api/orders/{orderNumber}/shipments", "orders:write", GATEWAY),
            PurposeRoute.of(
                    DELETE, "/api/orders/{orderNumber}/shipments/{courier}/{trackingNumber}", "orders:write", GATEWAY),
            PurposeRoute.of(
                    POST,
                    "/api/orders/{orderNumber}/shipments/{courier}/{trackingNumber}/replacement",
                    "orders:write",
                    GATEWAY),
            PurposeRoute.of(POST, "/api/orders/{orderNumber}/cancellation", "orders:write", GATEWAY),
            PurposeRoute.of(POST, "/api/orders/{orderNumber}/states", "orders:write", GATEWAY),
            PurposeRoute.of(PATCH, "/api/orders/{orderNumber}", "orders:write", GATEWAY),
            PurposeRoute.of(POST, "/api/orders/{orderNumber}/links/revocation", "links:revoke", GATEWAY),
            PurposeRoute.of(GET, "/api/orders/{orderNumber}", "orders:read", GATEWAY),
            PurposeRoute.of(GET, "/api/shipments/{courier}/{trackingNumber}", "orders:read", GATEWAY),
            PurposeRoute.of(GET, "/api/couriers", "orders:read", GATEWAY),
            PurposeRoute.of(GET, "/api/couriers/candidates", "orders:read", GATEWAY),
            PurposeRoute.of(POST, "/internal/links/resolve", "orders:guest", GATEWAY),
            PurposeRoute.of(POST, "/internal/links/renew", "links:renew", NOTIFICATIONS),
            PurposeRoute.of(POST, "/internal/lookups", "orders:guest", GATEWAY),
            PurposeRoute.of(POST, "/internal/people/resolve", "people:resolve", GATEWAY),
            PurposeRoute.of(GET, "/internal/people/{personRef}/orders", "orders:read.own", GATEWAY),
            PurposeRoute.of(GET, "/internal/people/{personRef}/orders/{orderNumber}", "orders:read.own", GATEWAY),
            PurposeRoute.of(POST, "/internal/support/search", "support:search", GATEWAY),
            PurposeRoute.of(GET, "/internal/support/orders/{orderNumber}", "support:search", GATEWAY),
            PurposeRoute.of(GET, "/internal/dead-letters", "dead-letters:read", GATEWAY),
            PurposeRoute.of(GET, "/internal/dead-letters/{id}", "dead-letters:read", GATEWAY),
            PurposeRoute.of(POST, "/internal/dead-letters/{id}/redrive", "dead-letters:redrive", GATEWAY),
            PurposeRoute.of(POST, "/internal/dead-letters/redrive", "dead-letters:redrive", GATEWAY),
            PurposeRoute.of(POST, "/internal/orders/{orderId}/contact", "contacts:read", NOTIFICATIONS));

    @Bean
    SecurityWebFilterChain routes(ServerHttpSecurity http, ServiceKeys keys) {
        return ServiceTokenSecurity.chain(http, CALLEE, keys, ROUTES);
    }
}
