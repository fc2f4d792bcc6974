package dev.waymark.ingest.intake;

import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.List;
import reactor.core.publisher.Mono;

/** The log of what couriers told us, in their bytes and in our words. */
public interface TrackingLog {

    /**
     * Completes when the log has the payload and every event, and not before; fails with {@link LogUnavailable} when
     * that cannot be said in time, even though some of it may be there. Never blocks the caller.
     */
    Mono<Void> append(VerifiedPayload payload, List<TrackingEvent> events);
}
