package dev.waymark.ingest.web;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.ingest.quarantine.QuarantineService;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.TimeCursor;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The quarantine, for support staff behind the gateway. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
record QuarantineController(QuarantineService quarantine) {

    @GetMapping("/internal/quarantine")
    Mono<QuarantinePage> list(
            @RequestParam(required = false) @Size(max = 40) @Nullable String courier,
            @RequestParam(required = false) @Size(max = 128) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        return quarantine.list(courier, TimeCursor.parse(cursor), limit);
    }

    @GetMapping("/internal/quarantine/{rawId}")
    Mono<QuarantinedPayload> show(@PathVariable String rawId) {
        return quarantine.show(rawId).switchIfEmpty(unknown());
    }

    @PostMapping("/internal/quarantine/{rawId}/replay")
    Mono<ReplayResponse> replay(@PathVariable String rawId) {
        return quarantine.replay(rawId).switchIfEmpty(unknown());
    }

    @PostMapping("/internal/quarantine/replay")
    Mono<ReplayAllResponse> replayAll(
            @RequestParam @NotBlank @Size(max = 40) String courier,
            @RequestParam(required = false) @Size(max = 128) @Nullable String cursor) {
        return quarantine
                .replayAll(courier, TimeCursor.parse(cursor))
                .switchIfEmpty(Mono.error(() -> ProblemException.of(Problem.COURIER_UNKNOWN)));
    }

    private static <T> Mono<T> unknown() {
        return Mono.error(() -> ProblemException.of(Problem.QUARANTINED_UNKNOWN));
    }
}
