package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.ingest.courier.CourierResponse;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * How one kind of a courier's messages is mapped: ignored, or read by rules.
 *
 * @param name part of every checkpoint's identity, so it never changes
 * @param when conditions that distinguish it from the other kinds
 * @param ignored given when it says nothing about a shipment
 * @param response what the courier expects in reply to an ignored message, such as a test of the address
 * @param shipments the list of shipments, or nested lists; without any the message is about one. The pointers of all
 *     further rules start at the shipment
 * @param alternativeShipments used where that list is absent: the same content may come in two wrappings
 * @param shipmentWhen conditions for a shipment to be mapped
 * @param returnWhen when the shipment is on its way back
 * @param checkpoints rules that all apply: couriers whose state is a row of columns have one for each column
 */
record MessageMapping(
        @JsonProperty(required = true) String name,
        List<Condition> when,
        @JsonAlias("nothingNew") @Nullable RawWebhookHandling ignored,
        @JsonAlias("answer") @Nullable CourierResponse response,
        @JsonAlias("parcels") List<JsonPointer> shipments,
        @JsonAlias("orParcels") List<JsonPointer> alternativeShipments,
        @JsonAlias("parcelWhen") List<Condition> shipmentWhen,
        FieldSelector trackingNumber,
        @Nullable TimestampRule reportedAt,
        @Nullable Condition returnWhen,
        List<CheckpointRule> checkpoints,
        @Nullable EtaRule eta,
        List<ProofOfDeliveryRule> proofOfDelivery)
        implements Rule {

    /** Nobody sends more shipments at once than this; past it a body is something else. */
    private static final int MAX_SHIPMENTS = 1_000;

    /** Of all shipments together. */
    private static final int MAX_CHECKPOINTS = 20_000;

    private static final String NO_CHECKPOINTS = "no-checkpoints";

    /** What happens to the raw webhook of an ignored message. */
    enum RawWebhookHandling {
        /** It is logged: a later mapping may find something in it. */
        KEPT,
        DROPPED
    }

    MessageMapping {
        when = List.copyOf(when);
        shipments = List.copyOf(shipments);
        alternativeShipments = List.copyOf(alternativeShipments);
        shipmentWhen = List.copyOf(shipmentWhen);
        checkpoints = List.copyOf(checkpoints);
        proofOfDelivery = List.copyOf(proofOfDelivery);
        var isMapped = ignored == null;
        check(
                isMapped != trackingNumber.isNone() && isMapped != checkpoints.isEmpty(),
                "message %s (expected: either ignored, or trackingNumber and checkpoints)".formatted(name));
        check(
                alternativeShipments.isEmpty() || !shipments.isEmpty(),
                "message %s (expected: alternativeShipments with shipments only)".formatted(name));
        check(response == null || !isMapped, "message %s (expected: response with ignored only)".formatted(name));
    }

    boolean matches(JsonContext root) {
        return Condition.allHold(when, root);
    }

    MappingResult map(JsonContext root, VerifiedPayload payload, String mappingVersion) {
        if (ignored != null) {
            return new MappingResult.Ignored(name, ignored == RawWebhookHandling.KEPT, response);
        }
        var builders = new LinkedHashMap<ShipmentKey, TrackingEventBuilder>();
        var unmappedCodes = new ArrayList<String>();
        for (var shipment : shipments(root)) {
            if (Condition.allHold(shipmentWhen, shipment)) {
                addShipment(shipment, payload, builders, code -> {
                    if (unmappedCodes.size() < MAX_CHECKPOINTS) {
                        unmappedCodes.add(code);
                    }
                });
            }
        }
        var events = builders.values().stream()
                .filter(builder -> !builder.isEmpty())
                .map(builder -> builder.build(payload, mappingVersion))
                .toList();
        return events.isEmpty()
                ? new MappingResult.Ignored(NO_CHECKPOINTS, true, null)
                : new MappingResult.Mapped(events, unmappedCodes);
    }

    List<JsonContext> shipments(JsonContext root) {
        var useAlternative = !alternativeShipments.isEmpty()
                && root.node().at(shipments.getFirst()).isMissingNode();
        return root.items(useAlternative ? alternativeShipments : shipments);
    }

    private void addShipment(
            JsonContext shipment,
            VerifiedPayload payload,
            Map<ShipmentKey, TrackingEventBuilder> builders,
            Consumer<String> unmappedCodes) {
        var key = new ShipmentKey(payload.courier(), trackingNumber(shipment));
        var builder = builders.computeIfAbsent(key, TrackingEventBuilder::new);
        if (builders.size() > MAX_SHIPMENTS) {
            throw new UnmappablePayload("shipments (expected: at most %d)".formatted(MAX_SHIPMENTS));
        }
        var message = new CheckpointRule.Message(
                key, name, Condition.holds(returnWhen, shipment), payload.receivedAt(), unmappedCodes);
        checkpoints.forEach(rule -> rule.map(shipment, message, builder));
        if (builders.values().stream().mapToInt(TrackingEventBuilder::size).sum() > MAX_CHECKPOINTS) {
            throw new UnmappablePayload("checkpoints (expected: at most %d)".formatted(MAX_CHECKPOINTS));
        }
        var reported = reportedAt == null ? null : reportedAt.instantIn(shipment, "reportedAt");
        var statedAt = reported == null ? payload.receivedAt() : reported;
        builder.set(
                reported,
                eta == null ? null : eta.in(shipment, statedAt, builder.latestCheckpoint()),
                proofOfDelivery.stream()
                        .map(rule -> rule.in(shipment))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private TrackingNumber trackingNumber(JsonContext shipment) {
        var number = trackingNumber.parsedIn(
                shipment, "trackingNumber", "1..50 letters, digits, and . _ / -", TrackingNumber::new);
        if (number == null) {
            throw trackingNumber.unmappable("trackingNumber", "a text");
        }
        return number;
    }

    /** What of a shipment, besides its checkpoints, may be shown to readers who may not see personal data. */
    @Override
    public Stream<RelativeJsonPointer> visible() {
        return Rule.visibleOf(Rule.all(shipmentWhen), returnWhen, trackingNumber, reportedAt, eta);
    }
}
