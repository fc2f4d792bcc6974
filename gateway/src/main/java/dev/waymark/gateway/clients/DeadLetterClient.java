package dev.waymark.gateway.clients;

import dev.waymark.contract.view.DeadLetterContent;
import dev.waymark.contract.view.DeadLetterPage;
import dev.waymark.contract.view.RedrivenDeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** What the gateway asks the order service about dead letters, which are those of all services. {@code SERVICE_UNAVAILABLE} may come from all. */
public interface DeadLetterClient {

    /** Those that wait, newest first; of one topic, or of all. {@code CURSOR_INVALID}. */
    @Purpose("dead-letters:read")
    @GetExchange("/internal/dead-letters")
    Mono<DeadLetterPage> list(
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit);

    /** One, masked. {@code DEAD_LETTER_UNKNOWN}. */
    @Purpose("dead-letters:read")
    @GetExchange("/internal/dead-letters/{id}")
    Mono<DeadLetterContent> show(@PathVariable String id);

    /** Writes one to its topic once more. {@code DEAD_LETTER_UNKNOWN}. */
    @Purpose("dead-letters:redrive")
    @PostExchange("/internal/dead-letters/{id}/redrive")
    Mono<RedrivenDeadLetter> redrive(@PathVariable String id);

    /** Writes all of a topic that wait to it once more, as many as one call takes. {@code CURSOR_INVALID}. */
    @Purpose("dead-letters:redrive")
    @PostExchange("/internal/dead-letters/redrive")
    Mono<RedrivenDeadLetters> redriveAll(
            @RequestParam String topic,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String cursor);
}
