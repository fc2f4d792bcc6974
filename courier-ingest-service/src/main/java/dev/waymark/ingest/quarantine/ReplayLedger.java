package dev.waymark.ingest.quarantine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts replays, apart from webhooks that came: those were settled as quarantined, and are no part of the books again. */
public final class ReplayLedger {

    private final MeterRegistry registry;

    public ReplayLedger(MeterRegistry registry) {
        this.registry = registry;
    }

    void replayed(String courier, Replay replay) {
        Counter.builder("waymark.quarantine.replayed")
                .description("Webhooks in quarantine that were read once more")
                .tag("courier", courier)
                .tag("outcome", outcome(replay))
                .register(registry)
                .increment();
    }

    private static String outcome(Replay replay) {
        return replay.match(
                published -> "published",
                nothingNew -> "nothing-new",
                stillUnreadable -> "unreadable",
                alreadySettled -> "already-settled",
                notConnected -> "not-connected");
    }
}
