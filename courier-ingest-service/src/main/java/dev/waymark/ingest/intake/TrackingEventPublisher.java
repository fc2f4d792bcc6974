package dev.waymark.ingest.intake;

import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.List;
import reactor.core.publisher.Mono;

/** Publishes raw webhooks and the tracking events mapped from them. */
@FunctionalInterface
public interface TrackingEventPublisher {

    /**
     * Completes when the payload and every event are acknowledged, and not before; fails with {@link EventLogUnavailable}
     * when that is not confirmed in time, even though some of it may be there. Never blocks the caller.
     */
    Mono<Void> publish(VerifiedPayload payload, List<TrackingEvent> events);
}
