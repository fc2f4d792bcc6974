package dev.waymark.gateway.mongo;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A store that does not answer is a part that is away, wherever in a request it was asked; it is no fault of ours. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StoreUnavailable implements WebFilter {

    private static final List<Class<? extends MongoException>> AWAY = List.of(
            MongoTimeoutException.class,
            MongoSocketException.class,
            MongoConnectionPoolClearedException.class,
            MongoNotPrimaryException.class,
            MongoNodeIsRecoveringException.class);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorMap(
                        StoreUnavailable::isAway, failure -> ProblemException.of(Problem.SERVICE_UNAVAILABLE, failure));
    }

    private static boolean isAway(Throwable failure) {
        return AWAY.stream().anyMatch(kind -> kind.isInstance(failure));
    }
}
