package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.VerifiedPayload;
import reactor.core.publisher.Mono;

/** Keeps authentic payloads that no mapping can read. */
@FunctionalInterface
public interface Quarantine {

    /** Completes when the payload is stored; fails with {@link EventLogUnavailable} when that is not confirmed in time. */
    Mono<Void> store(VerifiedPayload payload, String reason);
}
