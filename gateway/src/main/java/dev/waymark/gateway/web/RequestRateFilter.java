package dev.waymark.gateway.web;

import dev.waymark.gateway.limits.RequestRateLimiter;
import dev.waymark.platform.web.ClientAddresses;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes each client's requests in up to the bound; before anything is looked up. Couriers are not clients. */
@Order(RequestRateFilter.FIRST)
final class RequestRateFilter implements WebFilter {

    /** Before Spring Security's chains, which stand at -100. */
    static final int FIRST = -200;

    private final RequestRateLimiter capacity;
    private final ClientAddresses addresses;

    RequestRateFilter(RequestRateLimiter capacity, ClientAddresses addresses) {
        this.capacity = capacity;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith("/webhooks/")) {
            capacity.take(addresses.of(exchange.getRequest()));
        }
        return chain.filter(exchange);
    }
}
