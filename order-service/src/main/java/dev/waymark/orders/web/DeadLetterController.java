package dev.waymark.orders.web;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.DeadLetterContent;
import dev.waymark.contract.view.DeadLetterPage;
import dev.waymark.contract.view.RedrivenDeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetters;
import dev.waymark.orders.deadletters.DeadLetterService;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.TimeCursor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Dead letters, for administrators behind the gateway. */
@RestController
@RequestMapping(path = "/internal/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
record DeadLetterController(DeadLetterService letters) {

    private static final int MAX_PAGE = 100;

    @GetMapping
    Mono<DeadLetterPage> list(
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw ProblemException.of(Problem.LIMIT_INVALID);
        }
        return letters.list(topic, reason, TimeCursor.parse(cursor), limit);
    }

    @GetMapping("/{id}")
    Mono<DeadLetterContent> show(@PathVariable String id) {
        return letters.show(id).switchIfEmpty(unknown());
    }

    @PostMapping("/{id}/redrive")
    Mono<RedrivenDeadLetter> redrive(@PathVariable String id) {
        return letters.redrive(id).switchIfEmpty(unknown());
    }

    @PostMapping("/redrive")
    Mono<RedrivenDeadLetters> redriveAll(
            @RequestParam String topic,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor) {
        return letters.redriveAll(topic, reason, TimeCursor.parse(cursor));
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> ProblemException.of(Problem.DEAD_LETTER_UNKNOWN));
    }
}
