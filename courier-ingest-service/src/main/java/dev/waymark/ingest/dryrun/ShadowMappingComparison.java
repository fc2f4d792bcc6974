package dev.waymark.ingest.dryrun;

import dev.waymark.contract.view.ShadowReport;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.intake.WebhookListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;

/**
 * Compares candidate mappings with the active ones: each accepted webhook in the background, as a metric; and the newest
 * stored webhooks on demand, as a report that is the same from every instance.
 */
public final class ShadowMappingComparison implements WebhookListener, AutoCloseable {

    private static final int BYTES_PER_PERMIT = 16 * 1024;

    /** 16 MB of bodies may wait for a comparison; what does not fit is counted as skipped. */
    private static final int PERMITS = 1024;

    private final CourierMappings mappings;
    private final Couriers couriers;
    private final RecentWebhooks recentWebhooks;
    private final MeterRegistry meters;
    private final Semaphore waiting = new Semaphore(PERMITS);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("shadow-comparison").factory());

    ShadowMappingComparison(
            CourierMappings mappings, Couriers couriers, RecentWebhooks recentWebhooks, MeterRegistry meters) {
        this.mappings = mappings;
        this.couriers = couriers;
        this.recentWebhooks = recentWebhooks;
        this.meters = meters;
    }

    @Override
    public void onAccepted(Courier courier, VerifiedPayload payload, MappingResult result) {
        mappings.candidate(courier.code().value()).ifPresent(candidate -> compareLater(candidate, payload, result));
    }

    /** Empty when the courier is not connected or has no candidate mapping. */
    public Mono<ShadowReport> report(String code) {
        var active = mappings.active(code);
        var candidate = mappings.candidate(code);
        return Mono.justOrEmpty(couriers.withCode(code))
                .filter(_ -> active.isPresent() && candidate.isPresent())
                .flatMap(courier -> report(courier, active.orElseThrow(), candidate.orElseThrow()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Mono<ShadowReport> report(Courier courier, CourierMapping active, CourierMapping candidate) {
        var report = new ShadowReportBuilder();
        return recentWebhooks
                .forEach(courier.code(), raw -> {
                    if (report.addWebhook(raw.rawId())) {
                        var payload = courier.storedPayload(raw);
                        report.add(raw.rawId(), MappingComparison.of(active.map(payload), candidate.map(payload)));
                    }
                })
                .then(Mono.fromSupplier(() -> report.build(active.label(), candidate.label())));
    }

    private void compareLater(CourierMapping candidate, VerifiedPayload payload, MappingResult active) {
        var permits = Math.min(PERMITS, 1 + payload.body().length / BYTES_PER_PERMIT);
        if (!waiting.tryAcquire(permits)) {
            count(payload, "skipped");
            return;
        }
        thread.execute(() -> {
            try {
                var comparison = MappingComparison.of(active, candidate.map(payload));
                count(payload, comparison.result().name().toLowerCase(Locale.ROOT));
            } finally {
                waiting.release(permits);
            }
        });
    }

    private void count(VerifiedPayload payload, String result) {
        Counter.builder("waymark.couriers.shadow")
                .description("Webhooks that a candidate mapping read, by how that compares with the active one")
                .tag("courier", payload.courier().value())
                .tag("result", result)
                .register(meters)
                .increment();
    }
}
