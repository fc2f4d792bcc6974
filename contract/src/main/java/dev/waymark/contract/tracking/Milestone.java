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
    CANCELLED;

    /** The last of the steps of {@link #progressStep}. */
    public static final int LAST_STEP = 4;

    /** Whether the shipment goes back to the sender, or has gone. */
    public boolean isReturn() {
        return this == RETURNING || this == RETURNED;
    }

    /** How far a shipment has come that reached this: 1 announced, 2 with the courier, 3 near the recipient, 4 received. */
    public int progressStep() {
        return switch (this) {
            case UNKNOWN, PRE_TRANSIT, CANCELLED -> 1;
            case IN_TRANSIT, CUSTOMS, EXCEPTION, RETURNING, RETURNED -> 2;
            case OUT_FOR_DELIVERY, READY_FOR_PICKUP, ATTEMPT_FAILED -> 3;
            case DELIVERED -> LAST_STEP;
        };
    }
}
