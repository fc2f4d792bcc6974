package dev.waymark.platform.web;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How a service answers a failure; without one it does so by {@link ProblemResponse#write}. */
@FunctionalInterface
public interface ProblemRenderer {

    Mono<Void> render(ProblemException problem, ServerWebExchange exchange);
}
