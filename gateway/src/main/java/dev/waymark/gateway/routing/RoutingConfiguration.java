package dev.waymark.gateway.routing;

import dev.waymark.platform.web.ClientAddresses;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** What Spring Cloud Gateway does beside its routes, which stand in {@code gateway.yaml}. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    private static final String WEBHOOKS = "webhooks";
    private static final String FORWARDED_FOR = "X-Forwarded-For";

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
}
