package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.waymark.contract.MessageKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a parcel stands, as coarsely as a customer thinks of it. */
public enum Milestone {
    @JsonEnumDefaultValue
    UNKNOWN(1, null),
    PRE_TRANSIT(1, null),
    IN_TRANSIT(2, MessageKind.ACCEPTED),
    CUSTOMS(2, null),
    OUT_FOR_DELIVERY(3, MessageKind.OUT_FOR_DELIVERY),
    READY_FOR_PICKUP(3, MessageKind.READY_FOR_PICKUP),
    ATTEMPT_FAILED(3, MessageKind.ATTEMPT_FAILED),
    EXCEPTION(2, null),
    DELIVERED(4, MessageKind.DELIVERED),
    RETURNING(2, null),
    RETURNED(2, null),
    CANCELLED(1, null);

    /** The last of the steps of {@link #progressStep}. */
    public static final int LAST_STEP = 4;

    private final int progressStep;
    private final @Nullable MessageKind message;

    Milestone(int progressStep, @Nullable MessageKind message) {
        this.progressStep = progressStep;
        this.message = message;
    }

    /** Whether the shipment goes back to the sender, or has gone. */
    public boolean isReturn() {
        return this == RETURNING || this == RETURNED;
    }

    /** How far a shipment has come that reached this: 1 announced, 2 with the courier, 3 near the recipient, 4 received. */
    public int progressStep() {
        return progressStep;
    }

    /** The message that a shipment's arrival here may cause, unless its {@linkplain SubStatus#message status} forbids it. */
    Optional<MessageKind> message() {
        return Optional.ofNullable(message);
    }
}
