package dev.waymark.ingest.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.quarantine.QuarantineService;
import dev.waymark.ingest.quarantine.QuarantineService.Cursor;
import dev.waymark.ingest.quarantine.QuarantinedEntry;
import dev.waymark.ingest.quarantine.ReplayResult;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
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
    Mono<Page> list(
            @RequestParam(required = false) @Size(max = 40) @Nullable String courier,
            @RequestParam(required = false) @Size(max = 128) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        return quarantine.list(courier, Cursors.parse(cursor), limit).map(Page::of);
    }

    @GetMapping("/internal/quarantine/{rawId}")
    Mono<ResponseEntity<?>> show(@PathVariable String rawId, ServerHttpRequest request) {
        return quarantine
                .show(rawId)
                .<ResponseEntity<?>>map(
                        shown -> ResponseEntity.ok(new Shown(Line.of(shown.entry()), shown.headers(), shown.payload())))
                .switchIfEmpty(Mono.fromSupplier(() -> unknown(request)));
    }

    @PostMapping("/internal/quarantine/{rawId}/replay")
    Mono<ResponseEntity<?>> replay(@PathVariable String rawId, ServerHttpRequest request) {
        return quarantine
                .replay(rawId)
                .<ResponseEntity<?>>map(replay -> ResponseEntity.ok(Replayed.of(replay)))
                .switchIfEmpty(Mono.fromSupplier(() -> unknown(request)));
    }

    @PostMapping("/internal/quarantine/replay")
    Mono<ReplayedAll> replayAll(
            @RequestParam @NotBlank @Size(max = 40) String courier,
            @RequestParam(required = false) @Size(max = 128) @Nullable String cursor) {
        return quarantine.replayAll(courier, Cursors.parse(cursor)).map(ReplayedAll::of);
    }

    private static ResponseEntity<?> unknown(ServerHttpRequest request) {
        return Problem.QUARANTINED_UNKNOWN.answer().body(Problem.QUARANTINED_UNKNOWN.detail(request.getId()));
    }

    /** One page of what waits. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<Line> entries, @Nullable String next, int waiting, Map<String, Integer> couriers, boolean complete) {

        static Page of(QuarantineService.Page page) {
            return new Page(
                    page.entries().stream().map(Line::of).toList(),
                    Cursors.print(page.next()),
                    page.waiting(),
                    page.couriers(),
                    page.complete());
        }
    }

    /** One webhook in quarantine. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String rawId,
            CourierCode courier,
            Instant receivedAt,
            String reason,
            int size,
            int told,
            @Nullable Instant settledAt) {

        static Line of(QuarantinedEntry entry) {
            return new Line(
                    entry.rawId(),
                    entry.courier(),
                    entry.receivedAt(),
                    entry.reason(),
                    entry.size(),
                    entry.occurrences(),
                    entry.resolvedAt());
        }
    }

    /** One webhook in quarantine with its payload, masked. */
    record Shown(Line entry, Map<String, String> headers, String payload) {}

    /**
     * What came of replaying one.
     *
     * @param reason why it is still unreadable, or no news
     * @param events how many were published
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Replayed(
            String rawId,
            String outcome,
            @Nullable String reason,
            @Nullable Integer events,
            @Nullable List<String> unmapped,
            @Nullable Instant settledAt) {

        static Replayed of(ReplayResult replay) {
            return switch (replay) {
                case ReplayResult.Published(var rawId, var events, var unmapped) ->
                    new Replayed(rawId, "PUBLISHED", null, events, unmapped, null);
                case ReplayResult.Ignored(var rawId, var reason) ->
                    new Replayed(rawId, "NOTHING_NEW", reason, null, null, null);
                case ReplayResult.StillUnmappable(var rawId, var reason) ->
                    new Replayed(rawId, "UNREADABLE", reason, null, null, null);
                case ReplayResult.AlreadyResolved(var rawId, var at) ->
                    new Replayed(rawId, "ALREADY_SETTLED", null, null, null, at);
                case ReplayResult.NotConnected(var rawId) ->
                    new Replayed(rawId, "NOT_CONNECTED", null, null, null, null);
            };
        }
    }

    /** What came of replaying all. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReplayedAll(
            int published,
            int nothingNew,
            int unreadable,
            int notConnected,
            Map<String, Integer> reasons,
            int left,
            @Nullable String next) {

        static ReplayedAll of(QuarantineService.ReplaySummary summary) {
            return new ReplayedAll(
                    summary.published(),
                    summary.ignored(),
                    summary.unmappable(),
                    summary.notConnected(),
                    summary.reasons(),
                    summary.remaining(),
                    Cursors.print(summary.next()));
        }
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
                throw new CursorInvalid();
            }
        }
    }

    /** A cursor that is from no list of ours. */
    static final class CursorInvalid extends RuntimeException {
        CursorInvalid() {
            super("cursor-invalid", null, false, false);
        }
    }
}
