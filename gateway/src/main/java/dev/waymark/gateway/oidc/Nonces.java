package dev.waymark.gateway.oidc;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** What is good for one use, for all gateways together. */
public interface Nonces {

    /** Uses {@code nonce} up: true for the first caller only. It may be forgotten at {@code expiresAt}. */
    Mono<Boolean> use(String nonce, Instant expiresAt);
}
