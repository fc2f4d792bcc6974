package dev.waymark.ingest.rehearsal;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.RawWebhook;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.intake.Onlooker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;

/**
 * Reads webhooks by mappings on trial too, and compares. Each as it comes, to count, behind everybody's back; and the
 * newest of the log when somebody asks for a report, so that every instance gives the same one.
 */
public final class Shadows implements Onlooker, AutoCloseable {

    private static final int BYTES_PER_PERMIT = 16 * 1024;

    /** 16 MB of bodies may wait for us; what does not fit is counted and not compared. */
    private static final int PERMITS = 1024;

    private static final String SKIPPED = "skipped";

    private final Mappings mappings;
    private final Couriers couriers;
    private final RawWebhooks log;
    private final MeterRegistry meters;
    private final Semaphore room = new Semaphore(PERMITS);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var named = new Thread(task, "mappings-on-trial");
        named.setDaemon(true);
        return named;
    });

    public Shadows(Mappings mappings, Couriers couriers, RawWebhooks log, MeterRegistry meters) {
        this.mappings = mappings;
        this.couriers = couriers;
        this.log = log;
        this.meters = meters;
    }

    @Override
    public void seen(Courier courier, VerifiedPayload payload, Reading reading) {
        mappings.shadow(courier.code().value()).ifPresent(shadow -> compareLater(shadow, payload, reading));
    }

    /** How the mapping on trial does; empty when the courier is not connected or has none. */
    public Mono<ShadowReport> report(String code) {
        return Mono.justOrEmpty(couriers.named(code))
                .flatMap(courier -> Mono.justOrEmpty(mappings.shadow(code))
                        .flatMap(shadow -> Mono.justOrEmpty(mappings.counting(code))
                                .flatMap(counting -> report(courier, counting, shadow))));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private Mono<ShadowReport> report(Courier courier, CourierMapping counting, CourierMapping shadow) {
        return Mono.defer(() -> {
            var tally = new ShadowTally();
            return log.newest(courier.code(), raw -> compare(courier, counting, shadow, raw, tally))
                    .then(Mono.fromSupplier(() -> tally.report(counting.label(), shadow.label())));
        });
    }

    private static void compare(
            Courier courier, CourierMapping counting, CourierMapping shadow, RawWebhook raw, ShadowTally tally) {
        if (tally.isNew(raw.rawId())) {
            var payload = courier.recall(raw.headers(), raw.body(), raw.receivedAt());
            tally.add(raw.rawId(), Comparison.of(counting.read(payload), shadow.read(payload)));
        }
    }

    private void compareLater(CourierMapping shadow, VerifiedPayload payload, Reading reading) {
        var permits = Math.min(PERMITS, 1 + payload.body().length / BYTES_PER_PERMIT);
        if (!room.tryAcquire(permits)) {
            count(payload, SKIPPED);
            return;
        }
        thread.execute(() -> {
            try {
                count(
                        payload,
                        Comparison.of(reading, shadow.read(payload)).result().slug());
            } finally {
                room.release(permits);
            }
        });
    }

    private void count(VerifiedPayload payload, String result) {
        Counter.builder("waymark.couriers.shadow")
                .description("Webhooks read by a mapping on trial, against the one that counts")
                .tag("courier", payload.courier().value())
                .tag("result", result)
                .register(meters)
                .increment();
    }
}
