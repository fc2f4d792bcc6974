package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Envelope;
import dev.waymark.contract.EventId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing a courier reported about one parcel: a scan, a correction, or its whole history once more. Holds no personal
 * data, for it is kept for ever.
 *
 * @param id the same whenever the same webhook is read again by the same mapping
 * @param checkpoints 1..{@value #MAX_CHECKPOINTS}, in the courier's order; only an estimate may come without any
 * @param eta what the courier expects as of this event
 * @param reportedAt when the courier says it sent this, where it says so
 * @param receivedAt when we got it
 * @param mappingVersion which version of which mapping read the webhook, such as {@code cdek/1}
 * @param rawId the raw webhook this was read from, on the topic of raw webhooks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrackingEvent(
        EventId id,
        CourierCode courier,
        TrackingNumber trackingNumber,
        List<Checkpoint> checkpoints,
        @Nullable Eta eta,
        @Nullable ProofOfDelivery proofOfDelivery,
        @Nullable Instant reportedAt,
        Instant receivedAt,
        String mappingVersion,
        String rawId) {

    public static final String TYPE = "dev.waymark.tracking-event.v1";

    /** The longest journeys seen have some 150 scans; past this a courier sends us something else. */
    public static final int MAX_CHECKPOINTS = 500;

    public TrackingEvent {
        checkpoints = List.copyOf(checkpoints);
        if (checkpoints.isEmpty() && eta == null) {
            throw new IllegalArgumentException("checkpoints: none (expected: at least one, or an eta)");
        }
        if (checkpoints.size() > MAX_CHECKPOINTS) {
            throw new IllegalArgumentException(
                    "checkpoints: %d (expected: at most %d)".formatted(checkpoints.size(), MAX_CHECKPOINTS));
        }
    }

    public ShipmentKey shipment() {
        return new ShipmentKey(courier, trackingNumber);
    }

    public Envelope envelope() {
        return new Envelope(
                id, "/couriers/" + courier, TYPE, receivedAt, shipment().toString());
    }
}
