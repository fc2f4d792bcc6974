package dev.waymark.contract.view;

import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.SubStatus;
import java.util.OptionalInt;

/** The status of an order or shipment in the customer's terms. The order of declaration is how far it has come. */
public enum CustomerStatus {
    PLACED,
    UNKNOWN,
    ANNOUNCED,
    NO_NEWS,
    EXCEPTION,
    ACCEPTED,
    IN_TRANSIT,
    CUSTOMS,
    CUSTOMS_ACTION,
    OUT_FOR_DELIVERY,
    ATTEMPT_FAILED,
    READY_FOR_PICKUP,
    RETURNING,
    DELIVERED,
    RETURNED,
    LOST,
    CANCELLED;

    /** What {@code status} is to the customer. */
    public static CustomerStatus of(SubStatus status, Details details) {
        return switch (status.milestone()) {
            case UNKNOWN -> status == SubStatus.TRACKING_ENDED ? NO_NEWS : UNKNOWN;
            case PRE_TRANSIT -> ANNOUNCED;
            case IN_TRANSIT -> status == SubStatus.ACCEPTED ? ACCEPTED : IN_TRANSIT;
            case CUSTOMS -> status == SubStatus.CUSTOMS_HELD && details.actionRequired() ? CUSTOMS_ACTION : CUSTOMS;
            case OUT_FOR_DELIVERY -> OUT_FOR_DELIVERY;
            case READY_FOR_PICKUP -> READY_FOR_PICKUP;
            case ATTEMPT_FAILED -> ATTEMPT_FAILED;
            case EXCEPTION -> status == SubStatus.LOST ? LOST : EXCEPTION;
            case DELIVERED -> DELIVERED;
            case RETURNING -> RETURNING;
            case RETURNED -> RETURNED;
            case CANCELLED -> CANCELLED;
        };
    }

    /** Whether the shipment goes no further until the customer does something. */
    public boolean requiresAction() {
        return this == ATTEMPT_FAILED || this == READY_FOR_PICKUP || this == CUSTOMS_ACTION;
    }

    /** Whether the expected day can pass meanwhile: past the last leg other words than "late" count. */
    public boolean canBeLate() {
        return this == PLACED || this == ANNOUNCED || this == ACCEPTED || this == IN_TRANSIT;
    }

    /**
     * How far the shipment has come, as {@link dev.waymark.contract.tracking.Milestone#progressStep}, from 0 for an order
     * without shipments; empty where the status says nothing of it, because trouble does not undo a step that was made.
     */
    public OptionalInt progressStep() {
        return switch (this) {
            case PLACED -> OptionalInt.of(0);
            case ANNOUNCED -> OptionalInt.of(1);
            case ACCEPTED, IN_TRANSIT, CUSTOMS, CUSTOMS_ACTION -> OptionalInt.of(2);
            case OUT_FOR_DELIVERY, READY_FOR_PICKUP, ATTEMPT_FAILED -> OptionalInt.of(3);
            case DELIVERED -> OptionalInt.of(4);
            case EXCEPTION, RETURNING, RETURNED, LOST, CANCELLED, NO_NEWS, UNKNOWN -> OptionalInt.empty();
        };
    }
}
