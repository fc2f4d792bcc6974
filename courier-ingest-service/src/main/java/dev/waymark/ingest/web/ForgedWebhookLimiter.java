package dev.waymark.ingest.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Knows the clients that send forged webhooks, so that no more of theirs are read and verified. A client from which one was
 * authentic is not limited: forger and courier may be customers of one cloud, behind one address.
 */
@Component
final class ForgedWebhookLimiter {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MAX_CLIENTS = 50_000;
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final int max;
    private final Cache<String, AtomicInteger> forged = Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterWrite(WINDOW)
            .build();
    private final Cache<String, Boolean> authentic = Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(REMEMBERED)
            .build();

    ForgedWebhookLimiter(WebhookSettings settings) {
        max = settings.forgedPerMinute();
    }

    boolean isLimited(String client) {
        var count = forged.getIfPresent(client);
        return count != null && count.get() >= max && authentic.getIfPresent(client) == null;
    }

    void addForged(String client) {
        forged.get(client, _ -> new AtomicInteger()).incrementAndGet();
    }

    void addAuthentic(String client) {
        if (authentic.getIfPresent(client) == null) {
            authentic.put(client, true);
        }
    }
}
