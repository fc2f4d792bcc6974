package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What a failure is answered with, by RFC 9457. Nothing of an exception's own message leaves the service. */
public final class ProblemResponse {

    private ProblemResponse() {}

    /** The problem that {@code failure} is to the caller. */
    public static ProblemException problem(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case WebExchangeBindException invalid ->
                ProblemException.invalid(invalid.getFieldErrors().stream()
                        .map(ProblemResponse::violation)
                        .toList());
            case DataBufferLimitException _ -> problem(HttpStatus.CONTENT_TOO_LARGE);
            case Throwable caused
            when caused.getCause() instanceof DataBufferLimitException -> problem(HttpStatus.CONTENT_TOO_LARGE);
            case ServerWebInputException unreadable
            when unreadable.getCause() instanceof DecodingException ->
                ProblemException.of(Problem.BODY_UNREADABLE, "Send one JSON object, in UTF-8.");
            case ErrorResponse response -> problem(response.getStatusCode());
            default -> problem(HttpStatus.INTERNAL_SERVER_ERROR);
        };
    }

    private static ProblemException problem(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> ProblemException.of(Problem.NOT_FOUND, "Check the address.");
            case 405 ->
                ProblemException.of(Problem.METHOD_NOT_ALLOWED, "The API page lists the methods of each address.");
            case 406 -> ProblemException.of(Problem.NOT_ACCEPTABLE, "This address answers in another format.");
            case 413 -> ProblemException.of(Problem.PAYLOAD_TOO_LARGE, "Send less at once.");
            case 415 -> ProblemException.of(Problem.UNSUPPORTED_MEDIA_TYPE, "Send JSON, and say so in Content-Type.");
            case 502, 503, 504 -> ProblemException.of(Problem.SERVICE_UNAVAILABLE, "Try again in a minute.");
            default ->
                status.is4xxClientError()
                        ? ProblemException.of(Problem.BAD_REQUEST, "The API page describes the expected form.")
                        : ProblemException.of(
                                Problem.INTERNAL_ERROR, "Try again later; tell us the trace if it stays so.");
        };
    }

    /** The rejected value is not repeated: it may be an address or a code. */
    private static Map<String, String> violation(FieldError error) {
        var code = error.getCode();
        var message = error.getDefaultMessage();
        return Map.of(
                "pointer", "/" + error.getField(),
                "code", code == null ? "invalid" : code,
                "detail", message == null ? "invalid" : message);
    }

    /** The members of the answer; {@code traceId} finds the request in our logs. */
    public static Map<String, Object> body(Problem problem, @Nullable String detail, List<?> errors, String traceId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", problem.type());
        body.put("title", problem.title());
        body.put("status", problem.status());
        if (detail != null) {
            body.put("detail", detail);
        }
        body.put("code", problem.slug());
        body.put("traceId", traceId);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return body;
    }

    /** The whole answer. */
    public static ResponseEntity<Map<String, Object>> of(ProblemException failure, ServerWebExchange exchange) {
        var problem = failure.problem();
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .headers(headers -> retryAfter(failure, headers))
                .body(body(problem, failure.detail(), failure.errors(), TraceId.of(exchange)));
    }

    /** The whole answer of a filter, which is before what turns exceptions into answers. */
    public static Mono<Void> write(Problem problem, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        response.setRawStatusCode(problem.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        var body = JsonMapper.shared().writeValueAsBytes(body(problem, null, List.of(), TraceId.of(exchange)));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** Says when to try again, where the failure says so. */
    public static void retryAfter(ProblemException failure, HttpHeaders headers) {
        var retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds()));
        }
    }
}
