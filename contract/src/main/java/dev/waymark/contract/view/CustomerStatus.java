package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.SubStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of an order or shipment in the customer's terms. The order of declaration is how far it has come. */
public enum CustomerStatus {
    PLACED(Severity.WAIT, 0),
    @JsonEnumDefaultValue
    UNKNOWN(Severity.WAIT, null),
    ANNOUNCED(Severity.WAIT, 1),
    NO_NEWS(Severity.BAD, null),
    EXCEPTION(Severity.BAD, null),
    ACCEPTED(Severity.GO, 2),
    IN_TRANSIT(Severity.GO, 2),
    CUSTOMS(Severity.GO, 2),
    CUSTOMS_ACTION(Severity.ASK, 2),
    OUT_FOR_DELIVERY(Severity.GO, 3),
    ATTEMPT_FAILED(Severity.ASK, 3),
    READY_FOR_PICKUP(Severity.ASK, 3),
    NOT_COLLECTED(Severity.ASK, 3),
    RETURNING(Severity.BAD, null),
    DELIVERED(Severity.DONE, 4),
    RETURNED(Severity.WAIT, null),
    LOST(Severity.BAD, null),
    DISPOSED(Severity.BAD, null),
    CANCELLED(Severity.WAIT, null);

    private final Severity severity;
    private final @Nullable Integer progressStep;

    CustomerStatus(Severity severity, @Nullable Integer progressStep) {
        this.severity = severity;
        this.progressStep = progressStep;
    }

    /** What {@code status} is to the customer. */
    public static CustomerStatus of(SubStatus status, Details details) {
        return switch (status.milestone()) {
            case UNKNOWN -> status == SubStatus.TRACKING_ENDED ? NO_NEWS : UNKNOWN;
            case PRE_TRANSIT -> ANNOUNCED;
            case IN_TRANSIT -> status == SubStatus.ACCEPTED ? ACCEPTED : IN_TRANSIT;
            case CUSTOMS ->
                switch (status) {
                    case CUSTOMS_HELD -> details.actionRequired() ? CUSTOMS_ACTION : CUSTOMS;
                    case CUSTOMS_CLEARED -> IN_TRANSIT;
                    default -> CUSTOMS;
                };
            case OUT_FOR_DELIVERY -> OUT_FOR_DELIVERY;
            case READY_FOR_PICKUP -> status == SubStatus.STORAGE_EXPIRED ? NOT_COLLECTED : READY_FOR_PICKUP;
            case ATTEMPT_FAILED -> ATTEMPT_FAILED;
            case EXCEPTION ->
                switch (status) {
                    case LOST -> LOST;
                    case DISPOSED -> DISPOSED;
                    default -> EXCEPTION;
                };
            case DELIVERED -> DELIVERED;
            case RETURNING -> RETURNING;
            case RETURNED -> RETURNED;
            case CANCELLED -> CANCELLED;
        };
    }

    public Severity severity() {
        return severity;
    }

    /** Whether the shipment goes back to the sender, or has gone. */
    public boolean isReturn() {
        return this == RETURNING || this == RETURNED;
    }

    /** Whether it is still to be delivered, on a day that the courier decides. */
    public boolean awaitsDelivery() {
        return switch (this) {
            case PLACED, UNKNOWN, ANNOUNCED, NO_NEWS, EXCEPTION, ACCEPTED, IN_TRANSIT, CUSTOMS -> true;
            case OUT_FOR_DELIVERY, ATTEMPT_FAILED -> true;
            case CUSTOMS_ACTION, READY_FOR_PICKUP, NOT_COLLECTED -> false;
            case RETURNING, RETURNED, DELIVERED, LOST, DISPOSED, CANCELLED -> false;
        };
    }

    /** Whether it will never be delivered, nor come back. */
    public boolean isLoss() {
        return this == LOST || this == DISPOSED;
    }

    /** Whether the expected day can pass meanwhile: past the last leg other words than "late" count. */
    public boolean canBeLate() {
        return this == PLACED || this == ANNOUNCED || this == ACCEPTED || this == IN_TRANSIT;
    }

    /**
     * How far the shipment has come, as {@link dev.waymark.contract.tracking.Milestone#progressStep}, from 0 for an order
     * without shipments; empty where the status says nothing of it, because trouble does not undo a step that was made.
     */
    public Optional<Integer> progressStep() {
        return Optional.ofNullable(progressStep);
    }
}
