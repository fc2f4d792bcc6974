package dev.waymark.orders.mongo;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.orders.domain.EtaHistory;
import dev.waymark.orders.domain.KnownEta;
import dev.waymark.orders.domain.KnownProof;
import dev.waymark.orders.domain.NotifiedMilestone;
import dev.waymark.orders.domain.Provenance;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.domain.TrackedShipment.WholeShipment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as a document.
 *
 * @param trackingNumber for the index by which shipments of a number are found, whichever courier's
 */
public record ShipmentDocument(
        @BsonId ShipmentKey key,
        long version,
        @BsonProperty("number") TrackingNumber trackingNumber,
        List<OrderId> orders,
        @Nullable List<PlacementDocument> placed,
        @Nullable List<OrderId> returns,
        @BsonProperty("announced") List<NotifiedDocument> notified,
        @BsonProperty("partOf") @Nullable List<WholeDocument> wholeShipments,
        List<CheckpointDocument> checkpoints,
        List<EtaDocument> etas,
        @Nullable ProofDocument proof,
        @Nullable List<OrderUpdate> outbox,
        @BsonProperty("pending") @Nullable Instant outboxSince) {

    static ShipmentDocument of(TrackedShipment tracked, Instant now) {
        var shipment = tracked.shipment();
        var waits = !tracked.outbox().isEmpty();
        return new ShipmentDocument(
                tracked.key(),
                tracked.version(),
                tracked.key().trackingNumber(),
                tracked.orders(),
                placements(tracked),
                tracked.returns().isEmpty() ? null : tracked.returns(),
                tracked.notified().stream().map(NotifiedDocument::of).toList(),
                tracked.wholeShipments().isEmpty()
                        ? null
                        : tracked.wholeShipments().stream()
                                .map(WholeDocument::of)
                                .toList(),
                shipment.checkpoints().stream().map(CheckpointDocument::of).toList(),
                shipment.etas().byTime().stream().map(EtaDocument::of).toList(),
                shipment.proof() == null ? null : ProofDocument.of(shipment.proof()),
                waits ? tracked.outbox() : null,
                waits ? now : null);
    }

    private static @Nullable List<PlacementDocument> placements(TrackedShipment tracked) {
        var placements = tracked.placedAt().entrySet().stream()
                .map(placed -> new PlacementDocument(placed.getKey(), placed.getValue()))
                .sorted(comparing(placed -> placed.order().value()))
                .toList();
        return placements.isEmpty() ? null : placements;
    }

    TrackedShipment toTrackedShipment() {
        var shipment = new Shipment(
                key,
                checkpoints.stream().map(CheckpointDocument::toKnownCheckpoint).toList(),
                new EtaHistory(etas.stream().map(EtaDocument::toKnownEta).toList()),
                proof == null ? null : proof.toKnownProof());
        return new TrackedShipment(
                shipment,
                orders,
                placed == null
                        ? Map.of()
                        : placed.stream().collect(toMap(PlacementDocument::order, PlacementDocument::placedAt)),
                returns == null ? List.of() : returns,
                notified.stream().map(NotifiedDocument::toNotifiedMilestone).toList(),
                wholeShipments == null
                        ? List.of()
                        : wholeShipments.stream()
                                .map(WholeDocument::toWholeShipment)
                                .toList(),
                version,
                outbox == null ? List.of() : outbox);
    }

    /** When an order was placed. */
    public record PlacementDocument(
            OrderId order, @BsonProperty("at") Instant placedAt) {}

    /** A shipment of which this is a part. */
    public record WholeDocument(
            ShipmentKey shipment,
            List<OrderId> orders,
            @BsonProperty("since") Instant handedOverAt) {

        static WholeDocument of(WholeShipment whole) {
            return new WholeDocument(whole.shipment(), whole.orders(), whole.handedOverAt());
        }

        WholeShipment toWholeShipment() {
            return new WholeShipment(shipment, orders, handedOverAt);
        }
    }

    /** A milestone that an order was notified of. */
    public record NotifiedDocument(
            OrderId order,
            Milestone milestone,
            @BsonProperty("visit") int occurrence) {

        static NotifiedDocument of(NotifiedMilestone notified) {
            return new NotifiedDocument(notified.order(), notified.milestone(), notified.occurrence());
        }

        NotifiedMilestone toNotifiedMilestone() {
            return new NotifiedMilestone(order, milestone, occurrence);
        }
    }

    /** An estimate. What it was received by is absent in documents of earlier releases, which took the last receipt for it. */
    public record EtaDocument(
            LocalDate from,
            LocalDate until,
            @Nullable LocalTime fromTime,
            @Nullable LocalTime untilTime,
            Eta.Source source,
            @BsonProperty("stated") Instant statedAt,
            @Nullable Instant asOf,
            @BsonProperty("received") @Nullable Instant receivedAt) {

        static EtaDocument of(KnownEta known) {
            var eta = known.eta();
            return new EtaDocument(
                    eta.from(),
                    eta.until(),
                    eta.fromTime(),
                    eta.untilTime(),
                    eta.source(),
                    eta.statedAt(),
                    known.asOf(),
                    known.receivedAt());
        }

        KnownEta toKnownEta() {
            return new KnownEta(
                    new Eta(from, until, fromTime, untilTime, source, statedAt),
                    asOf,
                    receivedAt == null ? statedAt : receivedAt);
        }
    }

    /** A proof of delivery. */
    public record ProofDocument(
            ProofOfDelivery.Type type,
            @Nullable String reference,
            EventId event,
            @BsonProperty("stated") @Nullable Instant statedAt,
            @BsonProperty("received") Instant receivedAt,
            @BsonProperty("mapping") String mappingVersion,
            @BsonProperty("raw") String rawId) {

        static ProofDocument of(KnownProof known) {
            var provenance = known.provenance();
            return new ProofDocument(
                    known.proof().type(),
                    known.proof().reference(),
                    provenance.event(),
                    provenance.statedAt(),
                    provenance.receivedAt(),
                    provenance.mappingVersion(),
                    provenance.rawId());
        }

        KnownProof toKnownProof() {
            return new KnownProof(
                    new ProofOfDelivery(type, reference),
                    new Provenance(event, statedAt, receivedAt, mappingVersion, rawId));
        }
    }
}
