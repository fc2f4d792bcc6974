package dev.waymark.ingest.web;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.CourierList;
import dev.waymark.contract.view.DryRunRequest;
import dev.waymark.contract.view.DryRunResponse;
import dev.waymark.contract.view.ShadowReport;
import dev.waymark.ingest.dryrun.CourierMappings;
import dev.waymark.ingest.dryrun.MappingDryRun;
import dev.waymark.ingest.dryrun.ShadowMappingComparison;
import dev.waymark.ingest.intake.WebhookMetrics;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The couriers and their mappings: what is connected, what a mapping would make of a payload, how a candidate compares with it. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
record CourierMappingController(
        MappingDryRun dryRun, ShadowMappingComparison comparison, CourierMappings mappings, WebhookMetrics metrics) {

    private static final int LONGEST_COURIER = 40;
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int MOST_HEADERS = 50;

    /** The gateway waits for 10 s. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(5);

    private static final int RUNS_AT_ONCE = 2;
    private static final int MAX_WAITING = 4;
    private static final Scheduler DRY_RUNS =
            Schedulers.newBoundedElastic(RUNS_AT_ONCE, MAX_WAITING, "dry-run", 60, true);

    @GetMapping("/internal/couriers")
    CourierList couriers() {
        return new CourierList(mappings.all(metrics::unmapped), mappings.error());
    }

    @GetMapping("/internal/couriers/{courier}/shadow")
    Mono<ShadowReport> shadow(@PathVariable String courier) {
        return comparison.report(courier).switchIfEmpty(Mono.error(() -> ProblemException.of(Problem.SHADOW_ABSENT)));
    }

    /**
     * Applying the mapping of a request may take a while: on threads of its own, few at once, and not longer than anybody
     * waits. Whoever hangs up or waits too long interrupts it.
     */
    @PostMapping("/internal/couriers/dry-run")
    Mono<DryRunResponse> dryRun(@RequestBody DryRunRequest request) {
        var violations = violations(request);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return Mono.fromCallable(() -> run(request))
                .subscribeOn(DRY_RUNS)
                .timeout(LONGEST_RUN)
                .onErrorMap(
                        RejectedExecutionException.class,
                        _ -> ProblemException.retryAfter(Problem.TOO_MANY_REQUESTS, LONGEST_RUN))
                .onErrorMap(
                        TimeoutException.class,
                        _ -> ProblemException.invalid(List.of(violation(
                                "/mapping",
                                "too-slow",
                                "It takes longer than %d s for this payload.".formatted(LONGEST_RUN.toSeconds())))))
                .map(result -> result.orElseThrow(() -> ProblemException.of(Problem.COURIER_UNKNOWN)));
    }

    private Optional<DryRunResponse> run(DryRunRequest request) {
        try {
            return dryRun.run(request);
        } catch (CancellationException nobodyWaits) {
            return Optional.empty();
        }
    }

    private static List<Map<String, String>> violations(DryRunRequest request) {
        @Nullable String payload = request.payload();
        var headers = request.headers();
        return Stream.of(
                        payload == null
                                ? violation("/payload", "missing", "The body as the courier would send it.")
                                : tooLong("/payload", payload, LONGEST_TEXT),
                        tooLong("/courier", request.courier(), LONGEST_COURIER),
                        tooLong("/mapping", request.mapping(), LONGEST_TEXT),
                        headers != null && headers.size() > MOST_HEADERS
                                ? violation("/headers", "too-many", "At most %d.".formatted(MOST_HEADERS))
                                : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Map<String, String> tooLong(String pointer, @Nullable String text, int longest) {
        return text != null && text.length() > longest
                ? violation(pointer, "too-long", "At most %d characters.".formatted(longest))
                : null;
    }

    private static Map<String, String> violation(String pointer, String code, String detail) {
        return Map.of("pointer", pointer, "code", code, "detail", detail);
    }
}
