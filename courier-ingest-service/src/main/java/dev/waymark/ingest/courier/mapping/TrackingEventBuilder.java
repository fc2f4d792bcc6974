package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.EventId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what one payload holds about one shipment, in however many places, into one event. */
final class TrackingEventBuilder {

    private final ShipmentKey shipment;
    private final Map<CheckpointId, Checkpoint> checkpoints = new LinkedHashMap<>();
    private @Nullable Instant reportedAt;
    private @Nullable Eta eta;
    private @Nullable ProofOfDelivery proofOfDelivery;

    TrackingEventBuilder(ShipmentKey shipment) {
        this.shipment = shipment;
    }

    /** A checkpoint that the payload holds twice is kept once. */
    void add(Checkpoint checkpoint) {
        checkpoints.putIfAbsent(checkpoint.id(), checkpoint);
        if (checkpoints.size() > TrackingEvent.MAX_CHECKPOINTS) {
            throw new UnmappablePayload("checkpoints (expected: at most %d)".formatted(TrackingEvent.MAX_CHECKPOINTS));
        }
    }

    /** Those that the checkpoints added so far have reached. */
    Set<Milestone> milestones() {
        return checkpoints.values().stream()
                .map(Checkpoint::fact)
                .filter(Fact.Status.class::isInstance)
                .map(fact -> ((Fact.Status) fact).subStatus().milestone())
                .collect(Collectors.toSet());
    }

    /** What is absent leaves what was given before. */
    void set(@Nullable Instant reportedAt, @Nullable Eta eta, @Nullable ProofOfDelivery proofOfDelivery) {
        this.reportedAt = reportedAt == null ? this.reportedAt : reportedAt;
        this.eta = eta == null ? this.eta : eta;
        this.proofOfDelivery = proofOfDelivery == null ? this.proofOfDelivery : proofOfDelivery;
    }

    /** When the latest of the checkpoints added so far happened. */
    @Nullable
    Instant latestCheckpoint() {
        return checkpoints.values().stream()
                .map(checkpoint -> checkpoint.time().occurredAt())
                .max(Instant::compareTo)
                .orElse(null);
    }

    int size() {
        return checkpoints.size();
    }

    boolean isEmpty() {
        return checkpoints.isEmpty() && eta == null;
    }

    TrackingEvent build(VerifiedPayload payload, String mappingVersion) {
        return new TrackingEvent(
                EventId.of("tracking-event", mappingVersion, payload.rawId(), shipment.toString()),
                shipment.courier(),
                shipment.trackingNumber(),
                List.copyOf(checkpoints.values()),
                eta,
                proofOfDelivery,
                reportedAt,
                payload.receivedAt(),
                mappingVersion,
                payload.rawId());
    }
}
