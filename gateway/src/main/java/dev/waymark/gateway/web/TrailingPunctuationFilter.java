package dev.waymark.gateway.web;

import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes off what mail programs and people glue to the end of a link: a full stop, a bracket, a space, a slash. A token is
 * letters and digits, so nothing of it is lost, and it is no wrong try.
 */
@Order(RequestRateFilter.FIRST - 1)
final class TrailingPunctuationFilter implements WebFilter {

    private static final Pattern WITH_PUNCTUATION = Pattern.compile("(/(?:api/)?t/[0-9A-Za-z]{16,64})[^0-9A-Za-z]+");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var link = WITH_PUNCTUATION.matcher(request.getURI().getPath());
        return chain.filter(
                link.matches()
                        ? exchange.mutate()
                                .request(request.mutate().path(link.group(1)).build())
                                .build()
                        : exchange);
    }
}
