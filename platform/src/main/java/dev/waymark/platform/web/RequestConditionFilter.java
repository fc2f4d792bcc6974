package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Two conditions on an answer that has an {@code ETag}, which Spring evaluates only for methods that change something:
 * {@code If-Match}, and {@code If-None-Match: *}. (RFC 9110, sections 13.1.1 and 13.1.2)
 */
final class RequestConditionFilter implements WebFilter {

    private static final String ANY = "*";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getRequest().getHeaders();
        var isConditional =
                headers.containsHeader(HttpHeaders.IF_MATCH) || ANY.equals(headers.getFirst(HttpHeaders.IF_NONE_MATCH));
        return chain.filter(isConditional ? new Conditions(exchange) : exchange);
    }

    private static final class Conditions extends ServerWebExchangeDecorator {

        Conditions(ServerWebExchange exchange) {
            super(exchange);
        }

        @Override
        public boolean checkNotModified(@Nullable String etag, Instant lastModified) {
            var headers = getRequest().getHeaders();
            if (etag == null) {
                return super.checkNotModified(etag, lastModified);
            }
            if (headers.containsHeader(HttpHeaders.IF_MATCH) && !matches(headers, etag)) {
                throw ProblemException.of(Problem.PRECONDITION_FAILED);
            }
            if (ANY.equals(headers.getFirst(HttpHeaders.IF_NONE_MATCH))) {
                return getResponse().setStatusCode(HttpStatus.NOT_MODIFIED);
            }
            return super.checkNotModified(etag, lastModified);
        }

        /** Strongly: an answer of which two may differ is never known to be the same. (RFC 9110, section 8.8.3.2) */
        private static boolean matches(HttpHeaders headers, String etag) {
            var own = ETag.create(etag);
            return headers.getOrEmpty(HttpHeaders.IF_MATCH).stream()
                    .flatMap(named -> ETag.parse(named).stream())
                    .anyMatch(named -> named.isWildcard() || named.compare(own, true));
        }
    }
}
