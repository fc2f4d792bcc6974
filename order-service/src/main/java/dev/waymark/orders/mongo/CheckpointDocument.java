package dev.waymark.orders.mongo;

import dev.waymark.contract.EventId;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.orders.domain.KnownCheckpoint;
import dev.waymark.orders.domain.Provenance;
import java.time.Instant;
import java.time.LocalDate;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in the document of its shipment, without nesting because a shipment has many.
 *
 * @param status its name, which may be that of one which only a newer version knows; one of this, {@code notice} and {@code retracts} is present: the fact
 * @param direction absent for {@link Direction#FORWARD}
 */
public record CheckpointDocument(
        CheckpointId id,
        @Nullable String status,
        @Nullable Notice notice,
        @Nullable CheckpointId retracts,
        @Nullable Direction direction,
        @BsonProperty("at") Instant occurredAt,
        @BsonProperty("local") @Nullable String occurredLocal,
        @BsonProperty("zone") ZoneQuality zoneQuality,
        @Nullable Place place,
        @Nullable DetailsDocument details,
        @Nullable String code,
        @BsonProperty("words") @Nullable String rawStatus,
        @Nullable String text,
        @BsonProperty("learned") Instant firstReceivedAt,
        EventId event,
        @BsonProperty("stated") @Nullable Instant statedAt,
        @BsonProperty("received") Instant receivedAt,
        @BsonProperty("mapping") String mappingVersion,
        @BsonProperty("raw") String rawId) {

    static CheckpointDocument of(KnownCheckpoint known) {
        var checkpoint = known.checkpoint();
        var fact = checkpoint.fact();
        var time = checkpoint.time();
        var details = checkpoint.details();
        var raw = checkpoint.rawStatus();
        var provenance = known.provenance();
        return new CheckpointDocument(
                checkpoint.id(),
                fact instanceof Fact.Status(var name) ? name : null,
                fact instanceof Fact.Information(var notice) ? notice : null,
                fact instanceof Fact.Retraction(var retracted) ? retracted : null,
                checkpoint.direction() == Direction.FORWARD ? null : checkpoint.direction(),
                time.occurredAt(),
                time.occurredLocal(),
                time.zoneQuality(),
                checkpoint.place(),
                details == null ? null : DetailsDocument.of(details),
                raw.code(),
                raw.status(),
                raw.text(),
                known.firstReceivedAt(),
                provenance.event(),
                provenance.statedAt(),
                provenance.receivedAt(),
                provenance.mappingVersion(),
                provenance.rawId());
    }

    KnownCheckpoint toKnownCheckpoint() {
        var checkpoint = new Checkpoint(
                id,
                fact(),
                direction == null ? Direction.FORWARD : direction,
                new CheckpointTime(occurredAt, occurredLocal, zoneQuality),
                place,
                details == null ? null : details.toDetails(),
                new RawStatusText(code, rawStatus, text));
        return new KnownCheckpoint(
                checkpoint, firstReceivedAt, new Provenance(event, statedAt, receivedAt, mappingVersion, rawId));
    }

    private Fact fact() {
        if (status != null) {
            return new Fact.Status(status);
        }
        if (notice != null) {
            return new Fact.Information(notice);
        }
        if (retracts != null) {
            return new Fact.Retraction(retracts);
        }
        throw new IllegalStateException("checkpoint " + id + " (expected: status, notice or retracts)");
    }

    /** The details of a checkpoint. {@code actionRequired} is absent for false. */
    public record DetailsDocument(
            @Nullable ReturnReason returnReason,
            @Nullable DelayReason cause,
            @BsonProperty("attempt") @Nullable Integer attemptNumber,
            @Nullable LocalDate storageDeadline,
            @Nullable Boolean actionRequired,
            @Nullable String legCarrier,
            @BsonProperty("legNumber") @Nullable TrackingNumber legTrackingNumber) {

        static DetailsDocument of(Details details) {
            return new DetailsDocument(
                    details.returnReason(),
                    details.cause(),
                    details.attemptNumber(),
                    details.storageDeadline(),
                    details.actionRequired() ? true : null,
                    details.legCarrier(),
                    details.legTrackingNumber());
        }

        Details toDetails() {
            return new Details(
                    returnReason,
                    cause,
                    attemptNumber,
                    storageDeadline,
                    Boolean.TRUE.equals(actionRequired),
                    legCarrier,
                    legTrackingNumber);
        }
    }
}
