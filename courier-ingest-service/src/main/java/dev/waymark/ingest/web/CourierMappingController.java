package dev.waymark.ingest.web;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.CourierList;
import dev.waymark.contract.view.CourierList.CourierState;
import dev.waymark.contract.view.DryRunRequest;
import dev.waymark.contract.view.DryRunResponse;
import dev.waymark.contract.view.DryRunResponse.MappingMistake;
import dev.waymark.contract.view.ShadowReport;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.dryrun.CourierMappings;
import dev.waymark.ingest.dryrun.DryRunResult;
import dev.waymark.ingest.dryrun.MappingDryRun;
import dev.waymark.ingest.dryrun.ShadowMappingComparison;
import dev.waymark.ingest.intake.WebhookMetrics;
import dev.waymark.platform.web.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The couriers and their mappings: what is connected, what a mapping would make of a payload, how a candidate compares with it. */
@RestController
final class CourierMappingController {

    private static final int LONGEST_COURIER = 40;
    private static final int LONGEST_MAPPING = 256 * 1024;
    private static final int LONGEST_PAYLOAD = 256 * 1024;
    private static final int MOST_HEADERS = 50;

    private final MappingDryRun dryRun;
    private final ShadowMappingComparison shadows;
    private final CourierMappings mappings;
    private final WebhookMetrics metrics;

    CourierMappingController(
            MappingDryRun dryRun, ShadowMappingComparison shadows, CourierMappings mappings, WebhookMetrics metrics) {
        this.dryRun = dryRun;
        this.shadows = shadows;
        this.mappings = mappings;
        this.metrics = metrics;
    }

    @GetMapping("/internal/couriers")
    CourierList couriers() {
        return new CourierList(mappings.all().stream().map(this::state).toList(), mappings.error());
    }

    @GetMapping("/internal/couriers/{courier}/shadow")
    Mono<ShadowReport> shadow(@PathVariable String courier) {
        return shadows.report(courier).switchIfEmpty(Mono.error(() -> ProblemException.of(Problem.SHADOW_ABSENT)));
    }

    /** Applying the mapping of a request may take a while: not on a thread that receives webhooks. */
    @PostMapping("/internal/couriers/dry-run")
    Mono<DryRunResponse> dryRun(@RequestBody DryRunRequest request) {
        if (!isAcceptable(request)) {
            throw ProblemException.of(Problem.BAD_REQUEST);
        }
        return Mono.fromCallable(() -> dryRun.run(
                        request.courier(),
                        request.mapping(),
                        request.payload(),
                        request.headers() == null ? Map.of() : request.headers()))
                .subscribeOn(Schedulers.boundedElastic())
                .map(result -> switch (result) {
                    case DryRunResult.Completed(var mapping, var read) -> response(mapping, read);
                    case DryRunResult.InvalidMapping(var file, var line, var column, var expectation) ->
                        new DryRunResponse(
                                DryRunResponse.Outcome.MAPPING_INVALID,
                                null,
                                List.of(),
                                List.of(),
                                null,
                                List.of(new MappingMistake(file, line, column, expectation)));
                    case DryRunResult.UnknownCourier _ -> throw ProblemException.of(Problem.COURIER_UNKNOWN);
                });
    }

    private static boolean isAcceptable(DryRunRequest request) {
        @Nullable String payload = request.payload();
        return payload != null
                && payload.length() <= LONGEST_PAYLOAD
                && (request.courier() == null || request.courier().length() <= LONGEST_COURIER)
                && (request.mapping() == null || request.mapping().length() <= LONGEST_MAPPING)
                && (request.headers() == null || request.headers().size() <= MOST_HEADERS);
    }

    private CourierState state(CourierMappings.State state) {
        return new CourierState(
                state.courier(),
                state.connected(),
                state.version(),
                state.candidateVersion(),
                metrics.unmapped(state.courier()));
    }

    private static DryRunResponse response(String mapping, MappingResult result) {
        return switch (result) {
            case MappingResult.Mapped mapped ->
                new DryRunResponse(
                        DryRunResponse.Outcome.MAPPED,
                        mapping,
                        mapped.events(),
                        mapped.unmappedCodes(),
                        null,
                        List.of());
            case MappingResult.Ignored ignored ->
                withoutEvents(DryRunResponse.Outcome.IGNORED, mapping, ignored.reason());
            case MappingResult.Unmappable(var reason) ->
                withoutEvents(DryRunResponse.Outcome.UNMAPPABLE, mapping, reason);
        };
    }

    private static DryRunResponse withoutEvents(DryRunResponse.Outcome outcome, String mapping, String reason) {
        return new DryRunResponse(outcome, mapping, List.of(), List.of(), reason, List.of());
    }
}
