package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses a parameter or a key that an API reads once and that is there twice: Spring would take the first, or both with a
 * comma between them. A webhook's query is its courier's own.
 */
final class DuplicateParameterFilter implements WebFilter {

    private static final List<String> APIS = List.of("/api/", "/internal/");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().pathWithinApplication().value();
        var isRepeated = APIS.stream().anyMatch(path::startsWith)
                && Stream.concat(
                                Stream.of(request.getHeaders().getOrEmpty("Idempotency-Key")),
                                request.getQueryParams().values().stream())
                        .anyMatch(values -> values.size() > 1);
        return isRepeated ? Mono.error(ProblemException.of(Problem.BAD_REQUEST)) : chain.filter(exchange);
    }
}
