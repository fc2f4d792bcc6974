package dev.waymark.notifications.web;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/** Turns what went wrong into a problem. Rejected values are not repeated: they are addresses and codes. */
@RestControllerAdvice("dev.waymark.notifications.web")
class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(WebExchangeBindException e) {
        return validation(e.getFieldErrors().stream().map(Problems::error).toList());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(ServerWebInputException e) {
        return answer(Problem.BODY_UNREADABLE.detail());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ResponseStatusException e) {
        var detail = e.getStatusCode() == HttpStatus.NOT_FOUND ? Problem.ROUTE_UNKNOWN.detail() : e.getBody();
        return answer(detail);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(Exception e) {
        // The class and the place, not the message: messages quote what was asked.
        log.error("internal-error {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
        return answer(Problem.INTERNAL_ERROR.detail());
    }

    static ResponseEntity<ProblemDetail> validation(List<Map<String, String>> errors) {
        var detail = Problem.VALIDATION.detail();
        detail.setProperty("errors", errors);
        return answer(detail);
    }

    static ResponseEntity<ProblemDetail> answer(ProblemDetail detail) {
        return ResponseEntity.status(detail.getStatus()).body(detail);
    }

    private static Map<String, String> error(FieldError error) {
        var code = error.getCode();
        var message = error.getDefaultMessage();
        return Map.of(
                "pointer", "/" + error.getField(),
                "code", code == null ? "invalid" : code,
                "detail", message == null ? "invalid" : message);
    }
}
