package dev.waymark.gateway.web;

import dev.waymark.gateway.problems.Problem;
import dev.waymark.gateway.problems.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.AbstractErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import reactor.core.publisher.Mono;

/**
 * The one place that answers a failure, wherever it happened: RFC 9457 to a program, the page {@code error} to a person.
 * Nothing of an exception's own words leaves the house.
 */
public final class ProblemHandler extends AbstractErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NO_TRACE = "0".repeat(32);

    private final ResourceBundleMessageSource words;

    public ProblemHandler(
            ErrorAttributes attributes,
            WebProperties properties,
            ApplicationContext context,
            ServerCodecConfigurer codecs,
            Iterable<ViewResolver> views) {
        super(attributes, properties.getResources(), context);
        setMessageReaders(codecs.getReaders());
        setMessageWriters(codecs.getWriters());
        var resolvers = new ArrayList<ViewResolver>();
        views.forEach(resolvers::add);
        setViewResolvers(resolvers);
        words = new ResourceBundleMessageSource();
        words.setBasename("gateway/problems");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
    }

    @Override
    protected RouterFunction<ServerResponse> getRoutingFunction(ErrorAttributes attributes) {
        return RouterFunctions.route(request -> true, request -> answer(request, failure(request)));
    }

    private Throwable failure(ServerRequest request) {
        var failure = getError(request);
        return failure == null ? Refused.because(Problem.INTERNAL_ERROR) : failure;
    }

    private Mono<ServerResponse> answer(ServerRequest request, Throwable failure) {
        var problem = problem(failure);
        var traceId = traceId(request);
        if (problem == Problem.INTERNAL_ERROR) {
            LOG.error("failed: {} {} trace={}", request.method(), route(request), traceId, failure);
        }
        var response = ServerResponse.status(problem.status()).headers(headers -> {
            headers.set(HttpHeaders.VARY, "Accept, Accept-Language");
            headers.setCacheControl("no-store");
            if (failure instanceof Refused refused && refused.retryAfter() != null) {
                headers.set(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(refused.retryAfter().toSeconds()));
            }
        });
        if (wantsPage(request)) {
            return response.contentType(MediaType.TEXT_HTML)
                    .render(
                            "error",
                            Map.of("status", problem.status().value(), "code", problem.slug(), "traceId", traceId));
        }
        return response.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(body(problem, locale(request), traceId));
    }

    private Map<String, Object> body(Problem problem, Locale locale, String traceId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/problems/" + problem.slug());
        body.put("title", problem.title());
        body.put("status", problem.status().value());
        body.put("detail", words.getMessage(problem.slug(), null, problem.title(), locale));
        body.put("code", problem.slug());
        body.put("traceId", traceId);
        return body;
    }

    static Problem problem(Throwable failure) {
        if (failure instanceof Refused refused) {
            return refused.problem();
        }
        if (failure instanceof ErrorResponse response) {
            return problem(response.getStatusCode());
        }
        // What a route to a service that is down, slow or dying ends with.
        var away = failure instanceof IOException || failure instanceof TimeoutException;
        return away ? Problem.SERVICE_AWAY : Problem.INTERNAL_ERROR;
    }

    private static Problem problem(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> Problem.BAD_REQUEST;
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 413 -> Problem.PAYLOAD_TOO_LARGE;
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
            case 502, 503, 504 -> Problem.SERVICE_AWAY;
            default -> Problem.INTERNAL_ERROR;
        };
    }

    private static boolean wantsPage(ServerRequest request) {
        return !request.path().startsWith("/api/")
                && !request.path().startsWith("/webhooks/")
                && request.headers().accept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
    }

    private static Locale locale(ServerRequest request) {
        var locale = request.exchange().getLocaleContext().getLocale();
        return locale == null ? Locale.ENGLISH : locale;
    }

    /** The caller's, so that both logs can be joined; it decides nothing. */
    private static String traceId(ServerRequest request) {
        var header = request.headers().firstHeader("traceparent");
        var matcher = TRACE_PARENT.matcher(header == null ? "" : header);
        if (matcher.matches() && !matcher.group(1).equals(NO_TRACE)) {
            return matcher.group(1);
        }
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** The first part only: a path can hold a link's secret. */
    private static String route(ServerRequest request) {
        var segments = request.path().split("/", 3);
        return segments.length > 1 ? "/" + segments[1] : "/";
    }

    /** Logged above, once, and without the path. */
    @Override
    protected void logError(ServerRequest request, ServerResponse response, Throwable failure) {}
}
