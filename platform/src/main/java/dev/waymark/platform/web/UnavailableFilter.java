package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import java.util.function.Predicate;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A store or a broker that does not answer is a part that is away, wherever in a request it was asked; it is no fault of ours. */
public final class UnavailableFilter implements WebFilter, Ordered {

    private final Predicate<Throwable> isAway;

    /** @param isAway whether a failure says so; it is asked of the failure itself, not of its causes */
    public UnavailableFilter(Predicate<Throwable> isAway) {
        this.isAway = isAway;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorMap(isAway, failure -> ProblemException.of(Problem.SERVICE_UNAVAILABLE, failure));
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
