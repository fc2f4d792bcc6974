package dev.waymark.gateway.routing;

import dev.waymark.gateway.clients.ServiceNames;
import dev.waymark.gateway.clients.ServiceSettings;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.tokens.ServiceTokens;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** The routes of Spring Cloud Gateway. A body passes as it is: a courier's signature is over its bytes. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Bean
    RouteLocator routed(
            RouteLocatorBuilder builder, ServiceTokens tokens, ServiceSettings settings, ClientAddresses addresses) {
        return builder.routes()
                .route(
                        "webhooks",
                        route -> route.path("/webhooks/{courier}", "/webhooks/{courier}/{secretPath}")
                                .and()
                                .method(HttpMethod.POST, HttpMethod.GET, HttpMethod.OPTIONS)
                                .filters(filters -> filters.filter(from(addresses)))
                                .uri(settings.ingestUrl()))
                .route(
                        "shop-writes",
                        route -> route.path("/api/orders", "/api/orders/{number}/shipments")
                                .and()
                                .method(HttpMethod.POST)
                                .filters(filters -> filters.filter(as(tokens, ServiceNames.ORDERS, "orders:write")))
                                .uri(settings.ordersUrl()))
                .route(
                        "shop-reads",
                        route -> route.path(
                                        "/api/orders/{number}",
                                        "/api/shipments/{courier}/{trackingNumber}",
                                        "/api/couriers/candidates")
                                .and()
                                .method(HttpMethod.GET, HttpMethod.HEAD)
                                .filters(filters -> filters.filter(as(tokens, ServiceNames.ORDERS, "orders:read")))
                                .uri(settings.ordersUrl()))
                .route(
                        "dry-runs",
                        route -> route.path("/api/couriers/dry-run", "/api/couriers/rehearsal")
                                .and()
                                .method(HttpMethod.POST)
                                .filters(filters -> filters.filter(as(tokens, ServiceNames.INGEST, "couriers:test"))
                                        .setPath("/internal/couriers/dry-run"))
                                .uri(settings.ingestUrl()))
                .build();
    }

    /** Some couriers are known by their addresses: what we know of the sender goes on, and nobody else's word for it. */
    private static GatewayFilter from(ClientAddresses addresses) {
        return (exchange, chain) -> chain.filter(exchange.mutate()
                .request(request -> request.headers(headers -> {
                    headers.remove(FORWARDED_FOR);
                    addresses
                            .address(exchange.getRequest())
                            .ifPresent(address -> headers.set(FORWARDED_FOR, address.getHostAddress()));
                }))
                .build());
    }

    /** The shop's key ends here; the service is shown who we are and what this is for. */
    private static GatewayFilter as(ServiceTokens tokens, String service, String purpose) {
        return (exchange, chain) -> chain.filter(exchange.mutate()
                .request(request -> request.headers(headers -> {
                    headers.remove("X-API-Key");
                    headers.remove(HttpHeaders.COOKIE);
                    headers.setBearerAuth(tokens.token(service, purpose));
                }))
                .build());
    }
}
