package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.SubStatus;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in the timeline of its shipment.
 *
 * @param subStatus what it means at this point of the timeline; absent for information
 * @param retracted whether the courier has retracted it
 */
public record TimelineStep(
        KnownCheckpoint knownCheckpoint, @Nullable SubStatus subStatus, Direction direction, boolean retracted) {

    /** Whether it states a status that counts, now or in its time. */
    boolean isScan() {
        return subStatus != null && !retracted && !Chronology.isImpossible(knownCheckpoint);
    }
}
