package dev.waymark.orders.web;

import dev.waymark.orders.ordering.Violation;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/** Turns whatever stopped a request into a problem that says no more than it should. */
@RestControllerAdvice
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused, ServerWebExchange exchange) {
        return answer(refused.problem(), refused.problem().status(), refused.detail(), refused.violations(), exchange);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(DataBufferLimitException e, ServerWebExchange exchange) {
        return answer(Problem.BODY_TOO_LARGE, HttpStatus.CONTENT_TOO_LARGE, "Send less at once.", List.of(), exchange);
    }

    /** The framework's own: no such route, wrong method, unreadable parameter. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> framework(ResponseStatusException e, ServerWebExchange exchange) {
        if (e.getCause() instanceof DataBufferLimitException tooLarge) {
            return tooLarge(tooLarge, exchange);
        }
        var status = HttpStatus.valueOf(e.getStatusCode().value());
        return status.is4xxClientError()
                ? answer(Problem.REQUEST_INVALID, status, status.getReasonPhrase() + ".", List.of(), exchange)
                : unexpected(e, exchange);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e, ServerWebExchange exchange) {
        // The message may quote what was read: the type says enough together with the trace.
        log.error(
                "request failed: trace={} failure={}",
                exchange.getRequest().getId(),
                e.getClass().getName(),
                e);
        return answer(
                Problem.INTERNAL_ERROR,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Try again later; tell us the trace if it stays so.",
                List.of(),
                exchange);
    }

    private static ResponseEntity<ProblemDetail> answer(
            Problem problem, HttpStatus status, String detail, List<Violation> violations, ServerWebExchange exchange) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail(
                        problem,
                        status,
                        detail,
                        violations,
                        exchange.getRequest().getId()));
    }

    static ProblemDetail detail(
            Problem problem, HttpStatus status, String detail, List<Violation> violations, String trace) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("/problems/" + problem.slug()));
        body.setTitle(problem.title());
        body.setProperty("code", problem.slug());
        body.setProperty("traceId", trace);
        if (!violations.isEmpty()) {
            body.setProperty("errors", violations);
        }
        return body;
    }
}
