package dev.waymark.contract.tracking;

/** Where a parcel stands, as coarsely as a customer thinks of it. */
public enum Milestone {
    UNKNOWN,
    PRE_TRANSIT,
    IN_TRANSIT,
    CUSTOMS,
    OUT_FOR_DELIVERY,
    READY_FOR_PICKUP,
    ATTEMPT_FAILED,
    EXCEPTION,
    DELIVERED,
    RETURNING,
    RETURNED,
    CANCELLED
}
