package dev.waymark.ingest.web;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.QuarantineEntry;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.contract.view.ReplayResponse.Outcome;
import dev.waymark.ingest.quarantine.QuarantineService;
import dev.waymark.ingest.quarantine.QuarantineService.Cursor;
import dev.waymark.ingest.quarantine.QuarantinedEntry;
import dev.waymark.ingest.quarantine.ReplayResult;
import dev.waymark.platform.web.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The quarantine, for support staff behind the gateway. */
@RestController
final class QuarantineController {

    private final QuarantineService quarantine;

    QuarantineController(QuarantineService quarantine) {
        this.quarantine = quarantine;
    }

    @GetMapping("/internal/quarantine")
    Mono<QuarantinePage> list(
            @RequestParam(required = false) @Size(max = 40) @Nullable String courier,
            @RequestParam(required = false) @Size(max = 128) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        return quarantine
                .list(courier, Cursors.parse(cursor), limit)
                .map(page -> new QuarantinePage(
                        page.entries().stream().map(QuarantineController::entry).toList(),
                        Cursors.print(page.next()),
                        page.waiting(),
                        page.couriers(),
                        page.complete()));
    }

    @GetMapping("/internal/quarantine/{rawId}")
    Mono<QuarantinedPayload> show(@PathVariable String rawId) {
        return quarantine
                .show(rawId)
                .map(masked -> new QuarantinedPayload(entry(masked.entry()), masked.headers(), masked.payload()))
                .switchIfEmpty(Mono.error(QuarantineController::unknown));
    }

    @PostMapping("/internal/quarantine/{rawId}/replay")
    Mono<ReplayResponse> replay(@PathVariable String rawId) {
        return quarantine
                .replay(rawId)
                .map(QuarantineController::response)
                .switchIfEmpty(Mono.error(QuarantineController::unknown));
    }

    @PostMapping("/internal/quarantine/replay")
    Mono<ReplayAllResponse> replayAll(
            @RequestParam @NotBlank @Size(max = 40) String courier,
            @RequestParam(required = false) @Size(max = 128) @Nullable String cursor) {
        return quarantine
                .replayAll(courier, Cursors.parse(cursor))
                .map(summary -> new ReplayAllResponse(
                        summary.published(),
                        summary.ignored(),
                        summary.unmappable(),
                        summary.notConnected(),
                        summary.reasons(),
                        summary.remaining(),
                        Cursors.print(summary.next())));
    }

    private static ProblemException unknown() {
        return ProblemException.of(Problem.QUARANTINED_UNKNOWN);
    }

    private static QuarantineEntry entry(QuarantinedEntry entry) {
        return new QuarantineEntry(
                entry.rawId(),
                entry.courier(),
                entry.receivedAt(),
                entry.reason(),
                entry.size(),
                entry.occurrences(),
                entry.resolvedAt());
    }

    private static ReplayResponse response(ReplayResult result) {
        return switch (result) {
            case ReplayResult.Published(var rawId, var events, var unmapped) ->
                new ReplayResponse(rawId, Outcome.PUBLISHED, null, events, unmapped, null);
            case ReplayResult.Ignored(var rawId, var reason) ->
                new ReplayResponse(rawId, Outcome.IGNORED, reason, null, null, null);
            case ReplayResult.StillUnmappable(var rawId, var reason) ->
                new ReplayResponse(rawId, Outcome.UNMAPPABLE, reason, null, null, null);
            case ReplayResult.AlreadyResolved(var rawId, var at) ->
                new ReplayResponse(rawId, Outcome.ALREADY_RESOLVED, null, null, null, at);
            case ReplayResult.NotConnected(var rawId) ->
                new ReplayResponse(rawId, Outcome.NOT_CONNECTED, null, null, null, null);
        };
    }

    /** Cursors as they stand in addresses: a time, a tilde, an id. */
    private static final class Cursors {

        private static final String BETWEEN = "~";

        private Cursors() {}

        static @Nullable String print(@Nullable Cursor cursor) {
            return cursor == null ? null : cursor.receivedAt() + BETWEEN + cursor.rawId();
        }

        static @Nullable Cursor parse(@Nullable String text) {
            if (text == null || text.isEmpty()) {
                return null;
            }
            var parts = text.split(BETWEEN, 2);
            try {
                return new Cursor(Instant.parse(parts[0]), parts.length == 2 ? parts[1] : "");
            } catch (java.time.DateTimeException notOne) {
                throw ProblemException.of(Problem.CURSOR_INVALID);
            }
        }
    }
}
