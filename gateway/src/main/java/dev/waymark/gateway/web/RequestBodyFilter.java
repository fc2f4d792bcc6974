package dev.waymark.gateway.web;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.access.Routes;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.ProblemResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Takes no compressed body, for what a few bytes decompress to has no bound, of a page no other body than a form, and no form
 * where none is sent: Spring reads one at any method, as if it stood in the query. Forms are read here, before anything else
 * asks for one, so that one that cannot be read is its sender's mistake. A webhook's body is left alone.
 */
@Order(RequestBodyFilter.AFTER_THE_RATE)
final class RequestBodyFilter implements WebFilter {

    static final int AFTER_THE_RATE = RequestRateFilter.FIRST + 1;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var headers = request.getHeaders();
        if (Routes.isWebhook(request)) {
            return chain.filter(exchange);
        }
        if (isEncoded(headers.getFirst(HttpHeaders.CONTENT_ENCODING))) {
            return refused(Problem.CONTENT_ENCODING_UNSUPPORTED, HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        if (!request.getMethod().equals(HttpMethod.POST)) {
            return isMultipart(headers) || (isForm(headers) && hasBody(headers))
                    ? Mono.error(ProblemException.of(Problem.UNSUPPORTED_MEDIA_TYPE))
                    : chain.filter(exchange);
        }
        if (Routes.isApi(request)) {
            return chain.filter(exchange);
        }
        if (isForm(headers)) {
            return exchange.getFormData()
                    .onErrorMap(RequestBodyFilter::unreadable)
                    .then(chain.filter(exchange));
        }
        return hasBody(headers)
                ? refused(
                        Problem.UNSUPPORTED_MEDIA_TYPE, HttpHeaders.ACCEPT, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                : chain.filter(exchange);
    }

    private static boolean isEncoded(@Nullable String encoding) {
        return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
    }

    private static boolean isForm(HttpHeaders headers) {
        return MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type(headers));
    }

    private static boolean isMultipart(HttpHeaders headers) {
        var type = type(headers);
        return type != null && type.getType().equals("multipart");
    }

    private static @Nullable MediaType type(HttpHeaders headers) {
        try {
            return headers.getContentType();
        } catch (InvalidMediaTypeException unreadable) {
            return null;
        }
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static ProblemException unreadable(Throwable failure) {
        var problem = ProblemResponse.problem(failure);
        return problem.is(Problem.INTERNAL_ERROR) ? ProblemException.of(Problem.BAD_REQUEST) : problem;
    }

    private static Mono<Void> refused(Problem problem, String header, String accepted) {
        return Mono.error(ProblemException.of(problem).with(header, accepted));
    }
}
