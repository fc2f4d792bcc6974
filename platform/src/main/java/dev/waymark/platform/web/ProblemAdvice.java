package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import dev.waymark.platform.StackFrames;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;

/** Answers every exception of a controller with its problem. */
@RestControllerAdvice
public class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> answer(Exception failure, ServerWebExchange exchange) {
        var problem = ProblemResponse.problem(failure);
        if (problem.is(Problem.INTERNAL_ERROR)) {
            log.error("request failed: traceId={}", TraceId.of(exchange), StackFrames.of(failure));
        }
        return ProblemResponse.of(problem, exchange);
    }
}
