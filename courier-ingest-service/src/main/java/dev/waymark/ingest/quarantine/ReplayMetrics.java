package dev.waymark.ingest.quarantine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts replays, apart from received webhooks: those were counted as quarantined already. */
final class ReplayMetrics {

    private final MeterRegistry registry;

    ReplayMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void replayed(String courier, ReplayResult result) {
        Counter.builder("waymark.quarantine.replayed")
                .description("Replays of webhooks in quarantine by outcome")
                .tag("courier", courier)
                .tag("outcome", outcome(result))
                .register(registry)
                .increment();
    }

    private static String outcome(ReplayResult result) {
        return switch (result) {
            case ReplayResult.Published _ -> "published";
            case ReplayResult.Ignored _ -> "ignored";
            case ReplayResult.StillUnmappable _ -> "unmappable";
            case ReplayResult.AlreadyResolved _ -> "already-resolved";
            case ReplayResult.NotConnected _ -> "not-connected";
        };
    }
}
