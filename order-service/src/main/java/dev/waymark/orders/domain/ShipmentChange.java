package dev.waymark.orders.domain;

import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.tracking.Milestone;
import org.jspecify.annotations.Nullable;

/** A difference between two states of a shipment that a customer could notice. */
public sealed interface ShipmentChange {

    /**
     * The shipment is at another milestone.
     *
     * @param previous the milestone it left, absent for its first
     */
    record MilestoneChanged(ShipmentStatus status, @Nullable Milestone previous, ChangeOrigin origin)
            implements ShipmentChange {}

    /** The timeline, the ETA or the proof changed; the milestone did not. */
    record TimelineChanged() implements ShipmentChange {}
}
