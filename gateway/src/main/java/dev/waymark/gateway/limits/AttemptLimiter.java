package dev.waymark.gateway.limits;

import reactor.core.publisher.Mono;

/** Counts tries for all gateways together. */
public interface AttemptLimiter {

    /** Counts one more under {@code rule} for {@code subject}; fails with {@code TOO_MANY_TRIES} past the bound. */
    Mono<Void> count(AttemptLimit limit, String subject);

    /** Takes back one that was counted: it was no guess. */
    Mono<Void> release(AttemptLimit limit, String subject);
}
