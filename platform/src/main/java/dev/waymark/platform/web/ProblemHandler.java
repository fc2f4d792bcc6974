package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import dev.waymark.platform.StackFrames;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The one place that answers a failure, wherever it happened, by RFC 9457. Nothing of an exception's own message leaves the
 * service, and no address gets into the log: it may hold a link's secret.
 */
@Order(ProblemHandler.BEFORE_SPRING_BOOTS)
final class ProblemHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    /** Spring Boot's own stands at -1. */
    static final int BEFORE_SPRING_BOOTS = -2;

    /** Of the answer that could not be given. */
    private static final List<String> HEADERS_OF_CONTENT = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_ENCODING,
            HttpHeaders.CONTENT_LANGUAGE,
            HttpHeaders.ETAG,
            HttpHeaders.LAST_MODIFIED,
            HttpHeaders.LOCATION);

    private final ProblemRenderer renderer;

    ProblemHandler(ObjectProvider<ProblemRenderer> renderer) {
        this.renderer = renderer.getIfAvailable(() -> ProblemResponse::write);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (isGone(exchange)) {
            return Mono.empty();
        }
        var problem = ProblemResponse.problem(failure);
        if (problem.is(Problem.INTERNAL_ERROR)) {
            log.error("request failed: traceId={}", TraceId.of(exchange), StackFrames.of(failure));
        }
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        HEADERS_OF_CONTENT.forEach(exchange.getResponse().getHeaders()::remove);
        return Mono.defer(() -> renderer.render(problem, exchange)).onErrorResume(second -> {
            log.error("problem not rendered: traceId={}", TraceId.of(exchange), StackFrames.of(second));
            return exchange.getResponse().isCommitted() ? Mono.empty() : ProblemResponse.write(problem, exchange);
        });
    }

    /** Whether nobody is there to be answered: a client that hung up is no failure of ours. */
    private static boolean isGone(ServerWebExchange exchange) {
        var gone = new boolean[1];
        if (ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()) instanceof HttpServerRequest connected) {
            connected.withConnection(
                    connection -> gone[0] = !connection.channel().isActive());
        }
        return gone[0];
    }
}
