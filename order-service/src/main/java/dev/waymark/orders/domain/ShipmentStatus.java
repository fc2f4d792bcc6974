package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import java.time.Instant;

/**
 * The current status of a shipment.
 *
 * @param knownCheckpoint the checkpoint that states it
 * @param subStatus as it is shown: "delivered" on the way back is {@link SubStatus#RETURNED_TO_SENDER}
 * @param occurrence 1 when the shipment is at this milestone for the first time
 * @param finished whether no further checkpoint is expected
 */
public record ShipmentStatus(
        KnownCheckpoint knownCheckpoint, SubStatus subStatus, Direction direction, int occurrence, boolean finished) {

    public Milestone milestone() {
        return subStatus.milestone();
    }

    /** The time that rules go by. */
    public Instant occurredAt() {
        return knownCheckpoint.effectiveAt();
    }
}
