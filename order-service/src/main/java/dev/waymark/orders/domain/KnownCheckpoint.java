package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.SubStatus;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in the version with the greatest provenance, of all events that reported it.
 *
 * @param firstReceivedAt when the first event that reported it was received, whichever version is kept
 */
public record KnownCheckpoint(Checkpoint checkpoint, Instant firstReceivedAt, Provenance provenance) {

    /** The text decides between two versions of one checkpoint in one event: any total order will do. */
    private static final Comparator<KnownCheckpoint> PREFERENCE =
            Comparator.comparing(KnownCheckpoint::provenance).thenComparing(known -> known.checkpoint.toString());

    static KnownCheckpoint of(Checkpoint reported, Provenance provenance) {
        var time = reported.time();
        var checkpoint = new Checkpoint(
                reported.id(),
                reported.fact(),
                reported.direction(),
                new CheckpointTime(Provenance.millis(time.occurredAt()), time.occurredLocal(), time.zoneQuality()),
                reported.place(),
                reported.details(),
                reported.rawStatus());
        return new KnownCheckpoint(checkpoint, provenance.receivedAt(), provenance);
    }

    /** Of two versions of one checkpoint. Commutative, associative, idempotent. */
    KnownCheckpoint merge(KnownCheckpoint other) {
        var kept = PREFERENCE.compare(this, other) >= 0 ? this : other;
        var first = firstReceivedAt.isBefore(other.firstReceivedAt) ? firstReceivedAt : other.firstReceivedAt;
        return kept.firstReceivedAt.equals(first) ? kept : new KnownCheckpoint(kept.checkpoint, first, kept.provenance);
    }

    public CheckpointId id() {
        return checkpoint.id();
    }

    /** By the courier's time. */
    Instant occurredAt() {
        return checkpoint.time().occurredAt();
    }

    /** The time that rules go by, see {@link Chronology}. */
    public Instant effectiveAt() {
        return Chronology.effective(this);
    }

    public Direction direction() {
        return checkpoint.direction();
    }

    /** The status it states, absent for information and retractions. */
    public @Nullable SubStatus status() {
        return checkpoint.fact() instanceof Fact.Status status ? status.subStatus() : null;
    }

    /** The checkpoint it retracts, absent for all but retractions. */
    @Nullable
    CheckpointId retracts() {
        return checkpoint.fact() instanceof Fact.Retraction(var retracted) ? retracted : null;
    }
}
