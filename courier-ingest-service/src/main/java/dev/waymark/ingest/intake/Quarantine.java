package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.VerifiedPayload;
import reactor.core.publisher.Mono;

/** Where payloads wait that are beyond doubt their courier's, and beyond our understanding. */
public interface Quarantine {

    /** Completes when the payload is kept; fails with {@link LogUnavailable} when that cannot be said in time. */
    Mono<Void> keep(VerifiedPayload payload, String reason);
}
