package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.SubStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as we know it: the best telling of it, and when we first learned of it.
 *
 * @param learnedAt when the first event that told of it came, whichever telling is kept
 */
public record Sighting(Checkpoint checkpoint, Instant learnedAt, Told told) {

    private static final Map<SubStatus, Integer> RANKS = ranks();

    /** The order of a journey: by time, then by rank, then by id, so that every permutation gives the same list. */
    static final Comparator<Sighting> JOURNEY = Comparator.comparing(Sighting::occurredAt)
            .thenComparingInt(Sighting::rank)
            .thenComparing(Sighting::id);

    /** The last part decides between two tellings of one scan inside one event: any rule will do, if it is always one. */
    private static final Comparator<Sighting> BETTER =
            Comparator.comparing(Sighting::told).thenComparing(sighting -> sighting.checkpoint.toString());

    private static Map<SubStatus, Integer> ranks() {
        var ranks = new EnumMap<SubStatus, Integer>(SubStatus.class);
        for (var status : SubStatus.values()) {
            ranks.put(status, ranks.size());
        }
        return ranks;
    }

    static Sighting of(Checkpoint told, Told by) {
        var time = told.time();
        var checkpoint = new Checkpoint(
                told.id(),
                told.fact(),
                told.direction(),
                new CheckpointTime(Told.millis(time.occurredAt()), time.occurredLocal(), time.zoneQuality()),
                told.place(),
                told.details(),
                told.rawStatus());
        return new Sighting(checkpoint, by.receivedAt(), by);
    }

    /** Both are tellings of one checkpoint. Commutative, associative, idempotent. */
    Sighting merge(Sighting other) {
        var better = BETTER.compare(this, other) >= 0 ? this : other;
        var learned = learnedAt.isBefore(other.learnedAt) ? learnedAt : other.learnedAt;
        return better.learnedAt.equals(learned) ? better : new Sighting(better.checkpoint, learned, better.told);
    }

    public CheckpointId id() {
        return checkpoint.id();
    }

    public Instant occurredAt() {
        return checkpoint.time().occurredAt();
    }

    public Direction direction() {
        return checkpoint.direction();
    }

    /** The status it states, absent for news and retractions. */
    public @Nullable SubStatus status() {
        return checkpoint.fact() instanceof Fact.Status status ? status.subStatus() : null;
    }

    /** The checkpoint it withdraws, absent for all but retractions. */
    @Nullable
    CheckpointId retracts() {
        return checkpoint.fact() instanceof Fact.Retraction retraction ? retraction.retracted() : null;
    }

    private int rank() {
        var status = status();
        return status == null ? -1 : RANKS.getOrDefault(status, -1);
    }
}
