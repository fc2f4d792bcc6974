package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses what {@link MalformedRequestHandler} could not read. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MalformedRequestFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var problem = exchange.getRequest().getHeaders().getFirst(MalformedRequestHandler.REFUSED);
        if (problem == null) {
            return chain.filter(exchange);
        }
        // Where the next request would begin cannot be told.
        return Mono.error(ProblemException.of(Problem.valueOf(problem)).with(HttpHeaders.CONNECTION, "close"));
    }
}
