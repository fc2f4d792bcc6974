package dev.waymark.ingest.web;

import dev.waymark.contract.Problem;
import dev.waymark.ingest.intake.EventLogUnavailable;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.ProblemResponse;
import dev.waymark.platform.web.TraceId;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;

/** Asks the sender to try again when the event log does not answer. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
record EventLogUnavailableAdvice(WebhookSettings settings) {

    private static final Logger log = LoggerFactory.getLogger(EventLogUnavailableAdvice.class);

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> eventLogUnavailable(EventLogUnavailable e, ServerWebExchange exchange) {
        log.atWarn()
                .addKeyValue("traceId", TraceId.of(exchange))
                .log("The event log does not answer: {}", e.getMessage());
        return ProblemResponse.of(
                ProblemException.retryAfter(Problem.LOG_UNAVAILABLE, settings.retryAfter()), exchange);
    }
}
