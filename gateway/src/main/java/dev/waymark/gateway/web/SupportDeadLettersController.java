package dev.waymark.gateway.web;

import dev.waymark.contract.view.DeadLetterContent;
import dev.waymark.contract.view.DeadLetterPage;
import dev.waymark.contract.view.RedrivenDeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetter.Outcome;
import dev.waymark.contract.view.RedrivenDeadLetters;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.clients.DeadLetterClient;
import dev.waymark.gateway.web.SupportQuarantineController.ReplayRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Records that a service could not process; for an administrator. */
@RestController
@RequestMapping(path = "/api/support/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Support")
class SupportDeadLettersController {

    private final DeadLetterClient letters;

    SupportDeadLettersController(DeadLetterClient letters) {
        this.letters = letters;
    }

    @GetMapping
    @Operation(
            operationId = "deadLetters",
            summary = "Records that wait because a service could not process them, newest first; for an administrator")
    Mono<DeadLetterPage> list(
            @RequestParam(required = false) @Size(max = 100) @Nullable String topic,
            @RequestParam(required = false) @Size(max = 300) @Nullable String reason,
            @RequestParam(required = false) @Size(max = 200) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        return letters.list(topic, reason, cursor, limit);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "deadLetter", summary = "One of them with its payload, masked")
    Mono<DeadLetterContent> show(@PathVariable String id, ServerWebExchange exchange) {
        return letters.show(id)
                .doOnNext(shown -> AuditedRequest.about(exchange, shown.letter().id()));
    }

    @PostMapping(path = "/{id}/redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "redriveDeadLetter",
            summary = "Write one to the end of its topic once more",
            description = "Once, however often it is asked for. What fails again is a new dead letter. Send `{}`.")
    Mono<RedrivenDeadLetter> redrive(
            @PathVariable String id, @RequestBody ReplayRequest nothing, ServerWebExchange exchange) {
        return letters.redrive(id).doOnNext(done -> {
            if (done.outcome() == Outcome.REDRIVEN) {
                AuditedRequest.about(exchange, done.id());
            }
        });
    }

    @PostMapping(path = "/redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "redriveDeadLetters",
            summary = "Write all of a topic, or those of one reason, to it once more, from the oldest on",
            description = "Of more than one call takes, `left` says how many remain, and `next` is where to go on.")
    Mono<RedrivenDeadLetters> redriveAll(@Valid @RequestBody DeadLettersToRedrive wanted, ServerWebExchange exchange) {
        return letters.redriveAll(wanted.topic(), wanted.reason(), wanted.cursor())
                .doOnNext(done -> AuditedRequest.redriven(exchange, wanted.topic(), wanted.reason(), done.redriven()));
    }

    /** Which of them. */
    record DeadLettersToRedrive(
            @NotBlank @Size(max = 100) String topic,
            @Size(max = 300) @Nullable String reason,
            @Size(max = 200) @Nullable String cursor) {}
}
