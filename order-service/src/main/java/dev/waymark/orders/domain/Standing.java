package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import java.time.Instant;

/**
 * Where a parcel stands.
 *
 * @param sighting the checkpoint that says so
 * @param subStatus as it is shown: "delivered" on the way back is {@link SubStatus#RETURNED_TO_SENDER}
 * @param visit 1 when the parcel is at this milestone for the first time
 * @param finished whether nothing more is expected
 */
public record Standing(Sighting sighting, SubStatus subStatus, Direction direction, int visit, boolean finished) {

    public Milestone milestone() {
        return subStatus.milestone();
    }

    public Instant occurredAt() {
        return sighting.occurredAt();
    }
}
