package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.EventId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The news in one body, put together by parcel: whatever is said of one, in however many places, is one event. */
final class TrackingEventBuilder {

    /** Nobody sends more parcels at once than this; past it a body is something else. */
    private static final int MAX_PARCELS = 1_000;

    private final VerifiedPayload payload;
    private final String mappingVersion;
    private final Map<ShipmentKey, OfParcel> parcels = new LinkedHashMap<>();
    private final List<String> unmapped = new ArrayList<>();

    TrackingEventBuilder(VerifiedPayload payload, String mappingVersion) {
        this.payload = payload;
        this.mappingVersion = mappingVersion;
    }

    /** Codes that no row is for; to be added to. */
    List<String> unmapped() {
        return unmapped;
    }

    /** Told twice in one body, a checkpoint is one all the same. */
    void add(ShipmentKey shipment, Checkpoint checkpoint) {
        var checkpoints = of(shipment).checkpoints;
        checkpoints.putIfAbsent(checkpoint.id(), checkpoint);
        if (checkpoints.size() > TrackingEvent.MAX_CHECKPOINTS) {
            throw new UnmappablePayload("checkpoints (expected: at most %d)".formatted(TrackingEvent.MAX_CHECKPOINTS));
        }
    }

    void add(
            ShipmentKey shipment,
            @Nullable Instant reportedAt,
            @Nullable Eta eta,
            @Nullable ProofOfDelivery proofOfDelivery) {
        var parcel = of(shipment);
        parcel.reportedAt = reportedAt == null ? parcel.reportedAt : reportedAt;
        parcel.eta = eta == null ? parcel.eta : eta;
        parcel.proofOfDelivery = proofOfDelivery == null ? parcel.proofOfDelivery : proofOfDelivery;
    }

    /** When the newest checkpoint of a parcel happened, of those added so far. */
    @Nullable
    Instant newest(ShipmentKey shipment) {
        return of(shipment).checkpoints.values().stream()
                .map(checkpoint -> checkpoint.time().occurredAt())
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** One for each parcel of which there is any news. */
    List<TrackingEvent> events() {
        var events = new ArrayList<TrackingEvent>();
        parcels.forEach((shipment, parcel) -> {
            if (!parcel.checkpoints.isEmpty() || parcel.eta != null) {
                events.add(event(shipment, parcel));
            }
        });
        return events;
    }

    private TrackingEvent event(ShipmentKey shipment, OfParcel parcel) {
        return new TrackingEvent(
                EventId.of("tracking-event", mappingVersion, payload.rawId(), shipment.toString()),
                shipment.courier(),
                shipment.trackingNumber(),
                List.copyOf(parcel.checkpoints.values()),
                parcel.eta,
                parcel.proofOfDelivery,
                parcel.reportedAt,
                payload.receivedAt(),
                mappingVersion,
                payload.rawId());
    }

    private OfParcel of(ShipmentKey shipment) {
        var parcel = parcels.computeIfAbsent(shipment, first -> new OfParcel());
        if (parcels.size() > MAX_PARCELS) {
            throw new UnmappablePayload("parcels (expected: at most %d)".formatted(MAX_PARCELS));
        }
        return parcel;
    }

    private static final class OfParcel {
        private final Map<CheckpointId, Checkpoint> checkpoints = new LinkedHashMap<>();
        private @Nullable Instant reportedAt;
        private @Nullable Eta eta;
        private @Nullable ProofOfDelivery proofOfDelivery;
    }
}
