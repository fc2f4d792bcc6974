package dev.waymark.gateway.web;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.access.Routes;
import dev.waymark.platform.StackFrames;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.ProblemResponse;
import dev.waymark.platform.web.TraceId;
import dev.waymark.wording.Language;
import dev.waymark.wording.MessageBundle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.AbstractErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/**
 * The one place that answers a failure, wherever it happened: RFC 9457 to a program, the page {@code error} to a person.
 * Nothing of an exception's own details leaves the house.
 */
@Order(ProblemHandler.BEFORE_SPRING_BOOTS)
final class ProblemHandler extends AbstractErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** Spring Boot's own stands at -1. */
    static final int BEFORE_SPRING_BOOTS = -2;

    ProblemHandler(
            ErrorAttributes attributes,
            WebProperties properties,
            ApplicationContext context,
            ServerCodecConfigurer codecs,
            List<ViewResolver> views) {
        super(attributes, properties.getResources(), context);
        setMessageReaders(codecs.getReaders());
        setMessageWriters(codecs.getWriters());
        setViewResolvers(views);
    }

    @Override
    protected RouterFunction<ServerResponse> getRoutingFunction(ErrorAttributes attributes) {
        return RouterFunctions.route(
                request -> true, request -> answer(request, Objects.requireNonNull(getError(request))));
    }

    private Mono<ServerResponse> answer(ServerRequest request, Throwable failure) {
        var problem = problem(failure);
        var traceId = TraceId.of(request.exchange());
        if (problem == Problem.INTERNAL_ERROR) {
            LOG.error("failed: {} {} trace={}", request.method(), route(request), traceId, StackFrames.of(failure));
        }
        var response = ServerResponse.status(problem.status()).headers(headers -> {
            headers.set(HttpHeaders.VARY, "Accept, Accept-Language");
            headers.setCacheControl("no-store");
            if (failure instanceof ProblemException exception) {
                ProblemResponse.retryAfter(exception, headers);
            }
        });
        if (Routes.isPageRequest(request.exchange().getRequest())) {
            return response.contentType(MediaType.TEXT_HTML)
                    .render("error", Map.of("status", problem.status(), "code", problem.slug(), "traceId", traceId));
        }
        return response.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(ProblemResponse.body(problem, detail(problem, request), List.of(), traceId));
    }

    static Problem problem(Throwable failure) {
        return switch (failure) {
            // What a route to a service that is down, slow or dying ends with.
            case IOException _, TimeoutException _ -> Problem.SERVICE_UNAVAILABLE;
            // A form or a query of ours that is not as its page writes it.
            case ServerWebInputException _ -> Problem.BAD_REQUEST;
            default -> ProblemResponse.problem(failure).problem();
        };
    }

    private static String detail(Problem problem, ServerRequest request) {
        var locale = request.exchange().getLocaleContext().getLocale();
        var language =
                Language.of(locale == null ? null : locale.toLanguageTag()).orElse(Language.root());
        // The no-break spaces of pages are noise to a program.
        return MessageBundle.of("gateway", language)
                .get("problem." + problem.slug())
                .replace('\u00a0', ' ');
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
