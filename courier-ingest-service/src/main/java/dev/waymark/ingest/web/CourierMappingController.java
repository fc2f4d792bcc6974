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
record CourierMappingController(
        MappingDryRun dryRun, ShadowMappingComparison comparison, CourierMappings mappings, WebhookMetrics metrics) {

    private static final int LONGEST_COURIER = 40;
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int MOST_HEADERS = 50;

    @GetMapping("/internal/couriers")
    CourierList couriers() {
        return new CourierList(mappings.all(metrics::unmapped), mappings.error());
    }

    @GetMapping("/internal/couriers/{courier}/shadow")
    Mono<ShadowReport> shadow(@PathVariable String courier) {
        return comparison.report(courier).switchIfEmpty(Mono.error(() -> ProblemException.of(Problem.SHADOW_ABSENT)));
    }

    /** Applying the mapping of a request may take a while: not on a thread that receives webhooks. */
    @PostMapping("/internal/couriers/dry-run")
    Mono<DryRunResponse> dryRun(@RequestBody DryRunRequest request) {
        if (!isAcceptable(request)) {
            throw ProblemException.of(Problem.BAD_REQUEST);
        }
        return Mono.fromCallable(() -> dryRun.run(request))
                .subscribeOn(Schedulers.boundedElastic())
                .map(result -> result.orElseThrow(() -> ProblemException.of(Problem.COURIER_UNKNOWN)));
    }

    private static boolean isAcceptable(DryRunRequest request) {
        @Nullable String payload = request.payload();
        return payload != null
                && payload.length() <= LONGEST_TEXT
                && (request.courier() == null || request.courier().length() <= LONGEST_COURIER)
                && (request.mapping() == null || request.mapping().length() <= LONGEST_TEXT)
                && (request.headers() == null || request.headers().size() <= MOST_HEADERS);
    }
}
