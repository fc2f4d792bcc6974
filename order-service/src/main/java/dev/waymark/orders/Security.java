package dev.waymark.orders;

import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokenSecurity;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The purpose that a service token needs for each route. A route that is not listed is denied. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(ServiceKeys.class)
class Security {

    static final String CALLEE = "order-service";

    @Bean
    SecurityWebFilterChain routes(ServerHttpSecurity http, ServiceKeys keys) {
        return ServiceTokenSecurity.chain(http, CALLEE, keys, Security::purposes);
    }

    private static void purposes(AuthorizeExchangeSpec routes) {
        // On the management port only: no route of this service starts with these.
        routes.pathMatchers(HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
                .permitAll();
        allow(routes, HttpMethod.POST, "/api/orders", "orders:write");
        allow(routes, HttpMethod.POST, "/api/orders/{orderNumber}/shipments", "orders:write");
        allow(routes, HttpMethod.GET, "/api/orders/{orderNumber}", "orders:read");
        allow(routes, HttpMethod.GET, "/api/shipments/{courier}/{trackingNumber}", "orders:read");
        allow(routes, HttpMethod.GET, "/api/couriers/candidates", "orders:read");
        allow(routes, HttpMethod.POST, "/internal/links/resolve", "orders:guest");
        allow(routes, HttpMethod.POST, "/internal/links/renew", "links:renew");
        allow(routes, HttpMethod.POST, "/internal/lookups", "orders:guest");
        allow(routes, HttpMethod.POST, "/internal/people/resolve", "people:resolve");
        allow(routes, HttpMethod.GET, "/internal/people/{personRef}/orders", "orders:read.own");
        allow(routes, HttpMethod.GET, "/internal/people/{personRef}/orders/{orderNumber}", "orders:read.own");
        allow(routes, HttpMethod.POST, "/internal/support/search", "support:search");
        allow(routes, HttpMethod.GET, "/internal/support/orders/{orderNumber}", "support:search");
        allow(routes, HttpMethod.POST, "/internal/orders/{orderId}/contact", "contacts:read");
    }

    private static void allow(AuthorizeExchangeSpec routes, HttpMethod method, String path, String purpose) {
        routes.pathMatchers(method, path).hasAuthority("SCOPE_" + purpose);
    }
}
