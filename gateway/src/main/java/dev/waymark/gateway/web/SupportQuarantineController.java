package dev.waymark.gateway.web;

import dev.waymark.contract.view.CourierList;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.contract.view.ShadowReport;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.clients.CourierAdminClient;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

/** Webhooks that nobody could read, and the couriers and mappings they came through. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Support")
class SupportQuarantineController {

    private final CourierAdminClient desk;

    SupportQuarantineController(CourierAdminClient desk) {
        this.desk = desk;
    }

    @GetMapping("/api/support/couriers")
    @Operation(operationId = "couriers", summary = "The couriers, their mappings, and codes that no mapping knows")
    Mono<CourierList> couriers() {
        return desk.couriers();
    }

    @GetMapping("/api/support/couriers/{courier}/shadow")
    @Operation(
            operationId = "shadow",
            summary = "What a mapping on trial makes of the newest webhooks, beside the one that counts")
    Mono<ShadowReport> shadow(@PathVariable String courier) {
        return desk.shadow(courier);
    }

    @GetMapping("/api/support/quarantine")
    @Operation(operationId = "quarantine", summary = "Webhooks that wait because nobody could read them, newest first")
    Mono<QuarantinePage> list(
            @RequestParam(required = false) @Size(max = 40) @Nullable String courier,
            @RequestParam(required = false) @Size(max = 128) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        return desk.quarantine(courier, cursor, limit);
    }

    @GetMapping("/api/support/quarantine/{id}")
    @Operation(operationId = "quarantined", summary = "One of them with its payload, masked")
    Mono<QuarantinedPayload> show(@PathVariable String id, ServerWebExchange exchange) {
        return desk.quarantined(id)
                .doOnNext(found -> AuditedRequest.opened(exchange, found.entry().rawId()));
    }

    @PostMapping(path = "/api/support/quarantine/{id}/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "replay",
            summary = "Read one once more, by the mapping as it is now",
            description = "Twice is as good as once. Send `{}`.")
    Mono<ReplayResponse> replay(
            @PathVariable String id, @RequestBody ReplayRequest nothing, ServerWebExchange exchange) {
        return desk.replay(id).doOnNext(done -> AuditedRequest.about(exchange, done.rawId()));
    }

    @PostMapping(path = "/api/support/quarantine/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "replayAll",
            summary = "Read all of a courier once more, from the oldest on",
            description = "Of more than one call takes, `left` says how many remain, and `next` is where to go on.")
    Mono<ReplayAllResponse> replayAll(@Valid @RequestBody ReplayAllRequest wanted, ServerWebExchange exchange) {
        return desk.replayAll(wanted.courier(), wanted.cursor())
                .doOnNext(_ -> AuditedRequest.about(exchange, wanted.courier()));
    }

    /** Nothing is to be said: no form of another site can send JSON, and that is all a body is for. */
    record ReplayRequest() {}

    /** Which of them. */
    record ReplayAllRequest(
            @NotNull @Pattern(regexp = "^[a-z0-9][a-z0-9-]{1,30}$")
            String courier,

            @Size(max = 128) @Nullable String cursor) {}
}
