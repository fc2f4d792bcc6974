package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.Violation;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a failure is answered with, by RFC 9457. Nothing of an exception's own message leaves the service. */
public final class ProblemResponse {

    private static final ProblemTexts ENGLISH = ProblemTexts.of(Locale.ENGLISH);

    /** Nobody knows; a client that asks so often does no harm. */
    private static final String UNAVAILABLE_FOR_SECONDS = "5";

    private ProblemResponse() {}

    /** The problem that {@code failure} is to the caller. */
    public static ProblemException problem(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case WebExchangeBindException invalid -> ProblemException.invalid(InvalidFields.of(invalid));
            case HandlerMethodValidationException invalid -> ProblemException.invalid(InvalidFields.of(invalid));
            case DataBufferLimitException _ -> ProblemException.of(Problem.PAYLOAD_TOO_LARGE);
            case Throwable caused
            when caused.getCause() instanceof DataBufferLimitException ->
                ProblemException.of(Problem.PAYLOAD_TOO_LARGE);
            case ServerWebInputException unreadable
            when unreadable.getCause() instanceof DecodingException decoding -> unreadable(decoding.getCause());
            case ServerWebInputException invalid -> invalid(invalid);
            // What a call of another part ends with that is down, slow or dying.
            case IOException _, TimeoutException _ -> ProblemException.of(Problem.SERVICE_UNAVAILABLE);
            case MethodNotAllowedException refused ->
                ProblemException.of(Problem.METHOD_NOT_ALLOWED).with(allow(refused.getSupportedMethods()));
            case ErrorResponse response -> problem(response.getStatusCode()).with(response.getHeaders());
            default -> ProblemException.of(Problem.INTERNAL_ERROR);
        };
    }

    /** With those that every address has, as in the answer to {@code OPTIONS}. */
    private static HttpHeaders allow(Set<HttpMethod> supported) {
        var methods = new TreeSet<>(supported);
        methods.add(HttpMethod.OPTIONS);
        if (supported.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        var headers = new HttpHeaders();
        headers.setAllow(methods);
        return headers;
    }

    /** A body of JSON that is not what it has to be. */
    public static ProblemException unreadable(@Nullable Throwable failure) {
        var errors = failure instanceof JacksonException json ? InvalidFields.of(json) : List.of();
        return errors.isEmpty() ? ProblemException.of(Problem.BODY_UNREADABLE) : ProblemException.invalid(errors);
    }

    private static ProblemException invalid(ServerWebInputException failure) {
        var errors = InvalidFields.of(failure);
        if (!errors.isEmpty()) {
            return ProblemException.invalid(errors);
        }
        var isBody = isBody(failure.getMethodParameter());
        return ProblemException.of(isBody ? Problem.BODY_UNREADABLE : Problem.BAD_REQUEST);
    }

    private static boolean isBody(@Nullable MethodParameter parameter) {
        return parameter != null && parameter.hasParameterAnnotation(RequestBody.class);
    }

    private static ProblemException problem(HttpStatusCode status) {
        return ProblemException.of(
                switch (status.value()) {
                    case 404 -> Problem.NOT_FOUND;
                    case 405 -> Problem.METHOD_NOT_ALLOWED;
                    case 406 -> Problem.NOT_ACCEPTABLE;
                    case 413 -> Problem.PAYLOAD_TOO_LARGE;
                    case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
                    case 502, 503, 504 -> Problem.SERVICE_UNAVAILABLE;
                    default -> status.is4xxClientError() ? Problem.BAD_REQUEST : Problem.INTERNAL_ERROR;
                });
    }

    /** The members of the answer, in English; {@code traceId} finds the request in our logs. */
    public static Map<String, Object> body(ProblemException failure, String traceId) {
        return body(failure, ENGLISH, traceId);
    }

    private static Map<String, Object> body(ProblemException failure, ProblemTexts texts, String traceId) {
        var problem = failure.problem();
        // What was said where it failed is in English.
        var detail = texts.isEnglish() ? failure.detail() : null;
        var body = new LinkedHashMap<String, Object>();
        body.put("type", problem.type());
        body.put("title", texts.title(problem));
        body.put("status", problem.status());
        body.put("detail", detail == null ? texts.detail(problem) : detail);
        body.put("code", problem.slug());
        body.put("traceId", traceId);
        if (!failure.errors().isEmpty()) {
            body.put(
                    "errors",
                    failure.errors().stream()
                            .map(error -> error instanceof InvalidField field ? violation(field, texts) : error)
                            .toList());
        }
        return body;
    }

    private static Violation violation(InvalidField field, ProblemTexts texts) {
        return new Violation(
                field.pointer(), field.code(), texts.violation(field.code(), field.arguments()), List.of());
    }

    /** The whole answer, in English. */
    public static ResponseEntity<Map<String, Object>> of(ProblemException failure, ServerWebExchange exchange) {
        return ResponseEntity.status(failure.problem().status())
                .headers(headers -> headers(failure, Locale.ENGLISH, headers))
                .body(body(failure, TraceId.of(exchange)));
    }

    /** The whole answer, in English. */
    public static Mono<Void> write(ProblemException failure, ServerWebExchange exchange) {
        return write(failure, ENGLISH, exchange);
    }

    /** The whole answer, in the language of {@code texts}. */
    public static Mono<Void> write(ProblemException failure, ProblemTexts texts, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        prepare(failure, texts.language(), response);
        var body = JsonMapper.shared().writeValueAsBytes(body(failure, texts, TraceId.of(exchange)));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** Status and headers of an answer that is in {@code language}. */
    public static void prepare(ProblemException failure, Locale language, ServerHttpResponse response) {
        response.setRawStatusCode(failure.problem().status());
        headers(failure, language, response.getHeaders());
    }

    private static void headers(ProblemException failure, Locale language, HttpHeaders headers) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(language);
        headers.setCacheControl("no-store");
        headers.putAll(failure.headers());
        var retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        } else if (failure.is(Problem.SERVICE_UNAVAILABLE) && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, UNAVAILABLE_FOR_SECONDS);
        }
    }

    /** For a request that never became an exchange. */
    static FullHttpResponse nettyResponse(Problem problem) {
        var body = JsonMapper.shared().writeValueAsBytes(body(ProblemException.of(problem), TraceId.random()));
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(problem.status()), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LANGUAGE, "en")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }
}
