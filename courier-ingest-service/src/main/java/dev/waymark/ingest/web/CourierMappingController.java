package dev.waymark.ingest.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.dryrun.CourierMappings;
import dev.waymark.ingest.dryrun.DryRunResult;
import dev.waymark.ingest.dryrun.MappingComparison;
import dev.waymark.ingest.dryrun.MappingDryRun;
import dev.waymark.ingest.dryrun.ShadowMappingComparison;
import dev.waymark.ingest.dryrun.ShadowReport;
import dev.waymark.ingest.intake.WebhookMetrics;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
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
        return new CourierList(mappings.all().stream().map(this::line).toList(), mappings.error());
    }

    @GetMapping("/internal/couriers/{courier}/shadow")
    Mono<ResponseEntity<?>> shadow(@PathVariable String courier, ServerHttpRequest request) {
        return shadows.report(courier)
                .<ResponseEntity<?>>map(report -> ResponseEntity.ok(Report.of(report)))
                .switchIfEmpty(Mono.fromSupplier(() -> problem(Problem.SHADOW_ABSENT, request)));
    }

    /** Applying the mapping of a request may take a while: not on a thread that receives webhooks. */
    @PostMapping("/internal/couriers/dry-run")
    Mono<ResponseEntity<?>> dryRun(@Valid @RequestBody DryRunRequest dryRunRequest, ServerHttpRequest request) {
        return Mono.fromCallable(() -> dryRun.run(
                        dryRunRequest.courier(),
                        dryRunRequest.mapping(),
                        dryRunRequest.payload(),
                        dryRunRequest.headers() == null ? Map.of() : dryRunRequest.headers()))
                .subscribeOn(Schedulers.boundedElastic())
                .map(result -> switch (result) {
                    case DryRunResult.Completed completed -> ResponseEntity.ok(DryRunResponse.of(completed));
                    case DryRunResult.InvalidMapping invalid -> ResponseEntity.ok(DryRunResponse.of(invalid));
                    case DryRunResult.UnknownCourier _ -> problem(Problem.COURIER_UNKNOWN, request);
                });
    }

    private Line line(CourierMappings.State state) {
        return new Line(
                state.courier(),
                state.connected(),
                state.version(),
                state.candidateVersion(),
                metrics.unmapped(state.courier()));
    }

    private static ResponseEntity<?> problem(Problem problem, ServerHttpRequest request) {
        return problem.answer().body(problem.detail(request.getId()));
    }

    /**
     * The couriers that we can read.
     *
     * @param mistake why the mapping files as they are now are not taken over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CourierList(List<Line> couriers, @Nullable String mistake) {}

    /** @param unmapped codes without a row and how often each came, since this instance began */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            CourierCode courier,
            boolean connected,
            int version,
            @Nullable Integer shadowVersion,
            Map<String, Long> unmapped) {}

    /** The request of a dry run. */
    record DryRunRequest(
            @Size(max = 40) @Nullable String courier,
            @Size(max = LONGEST_MAPPING) @Nullable String mapping,
            @NotNull @Size(max = LONGEST_PAYLOAD) String payload,
            @Size(max = MOST_HEADERS) @Nullable Map<String, String> headers) {}

    /**
     * What would be published.
     *
     * @param mapping which one read it, such as {@code cdek/1}
     * @param reason why it is unreadable, or no news
     * @param mistakes in the mapping that was sent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DryRunResponse(
            Outcome outcome,
            @Nullable String mapping,
            List<TrackingEvent> events,
            List<String> unmapped,
            @Nullable String reason,
            List<DryRunResult.InvalidMapping> mistakes) {

        /** What came of it. */
        enum Outcome {
            TRACKED,
            NOTHING_NEW,
            UNREADABLE,
            MAPPING_INVALID
        }

        static DryRunResponse of(DryRunResult.InvalidMapping mistake) {
            return new DryRunResponse(Outcome.MAPPING_INVALID, null, List.of(), List.of(), null, List.of(mistake));
        }

        static DryRunResponse of(DryRunResult.Completed read) {
            return switch (read.result()) {
                case MappingResult.Mapped mapped ->
                    new DryRunResponse(
                            Outcome.TRACKED, read.mapping(), mapped.events(), mapped.unmappedCodes(), null, List.of());
                case MappingResult.Ignored ignored -> withoutEvents(Outcome.NOTHING_NEW, read, ignored.reason());
                case MappingResult.Unmappable unmappable ->
                    withoutEvents(Outcome.UNREADABLE, read, unmappable.reason());
            };
        }

        private static DryRunResponse withoutEvents(Outcome outcome, DryRunResult.Completed dryRun, String reason) {
            return new DryRunResponse(outcome, dryRun.mapping(), List.of(), List.of(), reason, List.of());
        }
    }

    /** How a candidate mapping compares with the active one. */
    record Report(
            String mapping,
            String shadow,
            int webhooks,
            int same,
            int different,
            int worse,
            int better,
            List<Difference> differences,
            List<ShadowReport.Sample> samples) {

        static Report of(ShadowReport report) {
            return new Report(
                    report.mapping(),
                    report.candidate(),
                    report.webhooks(),
                    report.same(),
                    report.different(),
                    report.worse(),
                    report.better(),
                    report.differences().stream().map(Difference::of).toList(),
                    report.samples());
        }
    }

    /** A kind of difference and how often it was seen. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Difference(
            String place,
            MappingComparison.Change change,
            @Nullable String from,
            @Nullable String to,
            int count,
            String rawId) {

        static Difference of(ShadowReport.Count count) {
            var difference = count.difference();
            return new Difference(
                    difference.place(),
                    difference.change(),
                    difference.from(),
                    difference.to(),
                    count.count(),
                    count.rawId());
        }
    }
}
