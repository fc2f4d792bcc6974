package dev.waymark.gateway.signin;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Which sessions have not been ended, for all gateways together. */
public interface Sessions {

    Mono<Void> begin(String sessionId, Instant expiresAt);

    /** Whether the session goes on: begun, not revoked. */
    Mono<Boolean> isActive(String sessionId);

    /** Keeps a session longer; one that was revoked meanwhile stays so. */
    Mono<Void> prolong(String sessionId, Instant expiresAt);

    Mono<Void> revoke(String sessionId);
}
