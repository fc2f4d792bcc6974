package dev.waymark.ingest.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.intake.WebhookLedger;
import dev.waymark.ingest.rehearsal.Comparison;
import dev.waymark.ingest.rehearsal.Mappings;
import dev.waymark.ingest.rehearsal.Rehearsal;
import dev.waymark.ingest.rehearsal.Rehearsed;
import dev.waymark.ingest.rehearsal.ShadowReport;
import dev.waymark.ingest.rehearsal.Shadows;
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

/** The couriers and their mappings: what is connected, what a mapping would make of a payload, how one on trial does. */
@RestController
final class RehearsalController {

    private static final int LONGEST_MAPPING = 256 * 1024;
    private static final int LONGEST_PAYLOAD = 256 * 1024;
    private static final int MOST_HEADERS = 50;

    private final Rehearsal rehearsal;
    private final Shadows shadows;
    private final Mappings mappings;
    private final WebhookLedger ledger;

    RehearsalController(Rehearsal rehearsal, Shadows shadows, Mappings mappings, WebhookLedger ledger) {
        this.rehearsal = rehearsal;
        this.shadows = shadows;
        this.mappings = mappings;
        this.ledger = ledger;
    }

    @GetMapping("/internal/couriers")
    CourierList couriers() {
        return new CourierList(mappings.all().stream().map(this::line).toList(), mappings.mistake());
    }

    @GetMapping("/internal/couriers/{courier}/shadow")
    Mono<ResponseEntity<?>> shadow(@PathVariable String courier, ServerHttpRequest request) {
        return shadows.report(courier)
                .<ResponseEntity<?>>map(report -> ResponseEntity.ok(Report.of(report)))
                .switchIfEmpty(Mono.fromSupplier(() -> problem(Problem.SHADOW_ABSENT, request)));
    }

    /** Reading somebody's mapping and payload may take a while: not on a thread that takes webhooks in. */
    @PostMapping("/internal/couriers/rehearsal")
    Mono<ResponseEntity<?>> rehearse(@Valid @RequestBody Scene scene, ServerHttpRequest request) {
        return Mono.fromCallable(() -> rehearsal.of(
                        scene.courier(),
                        scene.mapping(),
                        scene.payload(),
                        scene.headers() == null ? Map.of() : scene.headers()))
                .subscribeOn(Schedulers.boundedElastic())
                .map(rehearsed -> rehearsed.<ResponseEntity<?>>match(
                        read -> ResponseEntity.ok(Performance.of(read)),
                        mistake -> ResponseEntity.ok(Performance.of(mistake)),
                        unknown -> problem(Problem.COURIER_UNKNOWN, request)));
    }

    private Line line(Mappings.State state) {
        return new Line(
                state.courier(),
                state.connected(),
                state.version(),
                state.shadowVersion(),
                ledger.unmapped(state.courier()));
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

    /** What is to be tried out. */
    record Scene(
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
    record Performance(
            Outcome outcome,
            @Nullable String mapping,
            List<TrackingEvent> events,
            List<String> unmapped,
            @Nullable String reason,
            List<Rehearsed.Mistake> mistakes) {

        /** What came of it. */
        enum Outcome {
            TRACKED,
            NOTHING_NEW,
            UNREADABLE,
            MAPPING_INVALID
        }

        static Performance of(Rehearsed.Mistake mistake) {
            return new Performance(Outcome.MAPPING_INVALID, null, List.of(), List.of(), null, List.of(mistake));
        }

        static Performance of(Rehearsed.Read read) {
            return read.reading()
                    .match(
                            tracked -> tracked(read.mapping(), tracked),
                            nothingNew -> new Performance(
                                    Outcome.NOTHING_NEW,
                                    read.mapping(),
                                    List.of(),
                                    List.of(),
                                    nothingNew.reason(),
                                    List.of()),
                            unreadable -> new Performance(
                                    Outcome.UNREADABLE,
                                    read.mapping(),
                                    List.of(),
                                    List.of(),
                                    unreadable.reason(),
                                    List.of()));
        }

        private static Performance tracked(String mapping, Reading.Tracked tracked) {
            return new Performance(Outcome.TRACKED, mapping, tracked.events(), tracked.unmapped(), null, List.of());
        }
    }

    /** How a mapping on trial does. */
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
                    report.shadow(),
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
            Comparison.Change change,
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
