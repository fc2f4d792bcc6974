package dev.waymark.gateway.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.contract.Problem;
import dev.waymark.gateway.limits.LimitSettings;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.platform.web.ProblemException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps one client from using up one gateway, before anything is looked up. Nothing secret hangs on it, so each process
 * counts for itself. Couriers are not clients.
 */
@Order(RequestRateFilter.FIRST)
final class RequestRateFilter implements WebFilter {

    /** Before Spring Security's chains, which stand at -100. */
    static final int FIRST = -200;

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ClientAddresses addresses;
    private final RateLimiterConfig config;
    private final Cache<String, RateLimiter> clients = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    RequestRateFilter(LimitSettings settings, ClientAddresses addresses) {
        this.addresses = addresses;
        this.config = RateLimiterConfig.custom()
                .limitForPeriod(settings.requestsPerSecond())
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getPath().value().startsWith("/webhooks/")) {
            take(addresses.of(exchange.getRequest()));
        }
        return chain.filter(exchange);
    }

    private void take(String client) {
        var limiter = clients.get(client, _ -> RateLimiter.of("client", config));
        if (!limiter.acquirePermission()) {
            throw ProblemException.retryAfter(Problem.TOO_MANY_REQUESTS, PERIOD);
        }
    }
}
