package dev.waymark.ingest.web;

import dev.waymark.ingest.intake.EventLogUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;

/** Turns what went wrong into what the sender is told. */
@RestControllerAdvice
final class WebhookProblems {

    private static final Logger log = LoggerFactory.getLogger(WebhookProblems.class);

    private final WebhookSettings settings;

    WebhookProblems(WebhookSettings settings) {
        this.settings = settings;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> eventLogUnavailable(EventLogUnavailable e, ServerHttpRequest request) {
        log.atWarn().addKeyValue("traceId", request.getId()).log("The event log does not answer: {}", e.getMessage());
        return Problem.LOG_UNAVAILABLE.answer(settings).body(Problem.LOG_UNAVAILABLE.detail(request.getId()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> foreign(QuarantineController.CursorInvalid e, ServerHttpRequest request) {
        return Problem.CURSOR_INVALID.answer(settings).body(Problem.CURSOR_INVALID.detail(request.getId()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notOurs(ResponseStatusException e, ServerHttpRequest request) {
        var problem = switch (e.getStatusCode().value()) {
            case 404 -> Problem.ADDRESS_UNKNOWN;
            case 413 -> Problem.BODY_TOO_LARGE;
            case 415 -> Problem.CONTENT_TYPE_UNSUPPORTED;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            default -> e.getStatusCode().is4xxClientError() ? Problem.REQUEST_MALFORMED : Problem.INTERNAL_ERROR;
        };
        return problem.answer(settings).body(problem.detail(request.getId()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(Exception e, ServerHttpRequest request) {
        log.atError().addKeyValue("traceId", request.getId()).setCause(e).log("Request failed");
        return Problem.INTERNAL_ERROR.answer(settings).body(Problem.INTERNAL_ERROR.detail(request.getId()));
    }
}
