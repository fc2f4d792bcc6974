package dev.waymark.ingest.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Counts forged webhooks by courier and client. Only a forged one is refused for those before it: forger and courier may be
 * customers of one cloud, behind one address, and what is authentic is taken whatever came from there.
 */
@Component
final class ForgedWebhookLimiter {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MAX_CLIENTS = 50_000;

    private final int max;
    private final Cache<Sender, AtomicInteger> forged = Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterWrite(WINDOW)
            .build();

    ForgedWebhookLimiter(WebhookSettings settings) {
        max = settings.forgedPerMinute();
    }

    /** Counts one more; whether it is past the bound. */
    boolean isPastBound(String courier, String client) {
        return forged.get(new Sender(courier, client), _ -> new AtomicInteger()).incrementAndGet() > max;
    }

    private record Sender(String courier, String client) {}
}
