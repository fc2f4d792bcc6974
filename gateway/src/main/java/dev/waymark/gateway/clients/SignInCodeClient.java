package dev.waymark.gateway.clients;

import dev.waymark.contract.view.CodeRequest;
import reactor.core.publisher.Mono;

/** Has a one-time code delivered. */
@FunctionalInterface
public interface SignInCodeClient {

    /** Completes once a provider took it; fails with {@code SERVICE_UNAVAILABLE}. Never tried again by itself. */
    Mono<Void> send(CodeRequest request);
}
