package dev.waymark.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Slows tries down where refusing them would lock out whoever is right: one every two seconds for each subject, in each
 * gateway; the next few wait for their turn.
 */
public final class Throttle {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final RateLimiterConfig CONFIG = RateLimiterConfig.custom()
            .limitForPeriod(1)
            .limitRefreshPeriod(PERIOD)
            .timeoutDuration(LONGEST_WAIT)
            .build();

    private final Cache<String, RateLimiter> subjects = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    /** Completes when it is the turn of {@code subject}; fails with {@code TOO_MANY_TRIES} when too many wait already. */
    public Mono<Void> delay(String subject) {
        return Mono.defer(() -> {
            var wait = subjects.get(subject, _ -> RateLimiter.of("throttle", CONFIG))
                    .reservePermission();
            return wait < 0
                    ? Mono.error(ProblemException.retryAfter(Problem.TOO_MANY_TRIES, LONGEST_WAIT))
                    : Mono.delay(Duration.ofNanos(wait)).then();
        });
    }
}
