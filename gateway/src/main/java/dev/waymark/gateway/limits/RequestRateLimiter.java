package dev.waymark.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** Keeps one client from using up one gateway. Nothing secret hangs on it, so each process counts for itself. */
public final class RequestRateLimiter {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int CLIENTS = 20_000;

    private final RateLimiterConfig config;
    private final Cache<String, RateLimiter> clients;

    public RequestRateLimiter(LimitSettings settings) {
        config = RateLimiterConfig.custom()
                .limitForPeriod(settings.requestsPerSecond())
                .limitRefreshPeriod(PERIOD)
                .timeoutDuration(Duration.ZERO)
                .build();
        clients = Caffeine.newBuilder()
                .maximumSize(CLIENTS)
                .expireAfterAccess(Duration.ofMinutes(1))
                .build();
    }

    /** Takes one request of {@code client} in, or fails with {@code TOO_MANY_REQUESTS}. */
    public void take(String client) {
        var limiter = clients.get(client, name -> RateLimiter.of("client", config));
        if (!limiter.acquirePermission()) {
            throw ProblemException.retryAfter(Problem.TOO_MANY_REQUESTS, PERIOD);
        }
    }
}
