package dev.waymark.gateway.routing;

import dev.waymark.gateway.clients.ServiceNames;
import dev.waymark.gateway.clients.ServiceSettings;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.tokens.ServiceTokens;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** The routes of Spring Cloud Gateway. A body passes as it is: a courier's signature is over its bytes. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    private static final String WEBHOOKS = "webhooks";

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Bean
    RouteLocator routed(RouteLocatorBuilder builder, ServiceTokens tokens, ServiceSettings settings) {
        return builder.routes()
                .route(
                        WEBHOOKS,
                        route -> route.path("/webhooks/{courier}", "/webhooks/{courier}/{secretPath}")
                                .and()
                                .method(HttpMethod.POST, HttpMethod.GET, HttpMethod.OPTIONS)
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

    /**
     * Some couriers are known by their addresses: a webhook goes on with the address that it came from. Runs after Spring
     * Cloud Gateway's own filter, which removes the X-Forwarded-For that the request had.
     */
    @Bean
    HttpHeadersFilter webhookAddress(ClientAddresses addresses) {
        return (headers, exchange) -> {
            var forwarded = new HttpHeaders();
            forwarded.putAll(headers);
            Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
            if (route != null && route.getId().equals(WEBHOOKS)) {
                addresses
                        .address(exchange.getRequest())
                        .ifPresent(address -> forwarded.set(FORWARDED_FOR, address.getHostAddress()));
            }
            return forwarded;
        };
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
