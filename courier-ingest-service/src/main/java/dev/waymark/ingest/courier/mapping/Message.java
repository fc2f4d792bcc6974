package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.events.EventId;
import dev.waymark.events.ShipmentKey;
import dev.waymark.events.TrackingNumber;
import dev.waymark.events.tracking.Checkpoint;
import dev.waymark.events.tracking.CheckpointId;
import dev.waymark.events.tracking.TrackingEvent;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One kind of message that a courier sends: either no news of a parcel, or how to read the news.
 *
 * @param name part of every checkpoint's identity, so it never changes
 * @param when how to tell it from the others
 * @param nothingNew given when it is no news
 * @param returnWhen when the parcel of this message is on its way back
 */
record Message(
        @JsonProperty(required = true) String name,
        @Nullable List<Condition> when,
        @Nullable NothingNew nothingNew,
        @Nullable TextAt trackingNumber,
        @Nullable TimeFormat reportedAt,
        @Nullable Condition returnWhen,
        @Nullable CheckpointRule checkpoints,
        @Nullable EtaRule eta,
        @Nullable ProofRule proofOfDelivery) {

    private static final String NO_CHECKPOINTS = "no-checkpoints";

    /** What becomes of the raw webhook when it is no news. */
    enum NothingNew {
        /** It goes to the log of raw webhooks: a later mapping may see news in it. */
        KEPT,
        /** It goes nowhere. */
        DROPPED
    }

    Message {
        when = when == null ? List.of() : List.copyOf(when);
        var reads =
                Stream.of(trackingNumber, checkpoints).filter(Objects::nonNull).count();
        if (reads != (nothingNew == null ? 2 : 0)) {
            throw new IllegalArgumentException(
                    "message %s (expected: either nothingNew, or trackingNumber and checkpoints)".formatted(name));
        }
    }

    boolean fits(JsonNode root) {
        return when == null || Condition.all(when, root);
    }

    Reading read(JsonNode root, VerifiedPayload payload, String mappingVersion) {
        if (trackingNumber == null || checkpoints == null) {
            return new Reading.NothingNew(name, nothingNew == NothingNew.KEPT);
        }
        var shipment = new ShipmentKey(payload.courier(), number(trackingNumber, root));
        var unmapped = new ArrayList<String>();
        var read = checkpoints(checkpoints, root, shipment, unmapped);
        var said = reportedAt == null ? null : reportedAt.instantIn(root, "reportedAt");
        var expected = eta == null ? null : eta.in(root, said == null ? payload.receivedAt() : said);
        if (read.isEmpty() && expected == null) {
            return new Reading.NothingNew(NO_CHECKPOINTS, true);
        }
        var event = new TrackingEvent(
                EventId.of("tracking-event", mappingVersion, payload.rawId()),
                shipment.courier(),
                shipment.trackingNumber(),
                read,
                expected,
                proofOfDelivery == null ? null : proofOfDelivery.in(root),
                said,
                payload.receivedAt(),
                mappingVersion,
                payload.rawId());
        return new Reading.Tracked(List.of(event), unmapped);
    }

    private List<Checkpoint> checkpoints(
            CheckpointRule rule, JsonNode root, ShipmentKey shipment, List<String> unmapped) {
        var returns = returnWhen != null && returnWhen.holds(root);
        // Told twice in one body, it is one checkpoint all the same.
        Map<CheckpointId, Checkpoint> byId = new LinkedHashMap<>();
        for (var item : rule.itemsOf(root)) {
            var checkpoint = rule.read(item, shipment, name, returns, unmapped::add);
            byId.putIfAbsent(checkpoint.id(), checkpoint);
            if (byId.size() > TrackingEvent.MAX_CHECKPOINTS) {
                throw new NotReadable("checkpoints (expected: at most %d)".formatted(TrackingEvent.MAX_CHECKPOINTS));
            }
        }
        return List.copyOf(byId.values());
    }

    private static TrackingNumber number(TextAt at, JsonNode root) {
        try {
            return new TrackingNumber(at.requiredIn(root, "trackingNumber"));
        } catch (IllegalArgumentException notOne) {
            throw at.unreadable("trackingNumber", "1..50 letters, digits, and . _ / -");
        }
    }
}
