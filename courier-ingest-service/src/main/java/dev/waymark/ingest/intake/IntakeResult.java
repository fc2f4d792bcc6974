package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.CourierResponse;
import dev.waymark.ingest.courier.RejectionReason;
import org.jspecify.annotations.Nullable;

/** What the sender of a webhook is answered. */
public sealed interface IntakeResult {

    /**
     * The webhook is published, in quarantine, or has nothing to publish: the courier need not send it again.
     *
     * @param answer what the courier understands as success
     */
    record Accepted(CourierResponse answer) implements IntakeResult {}

    /**
     * The webhook was not accepted.
     *
     * @param answer what this courier is answered instead of a problem document; absent for the problem document
     */
    record Rejected(RejectionReason reason, @Nullable CourierResponse answer) implements IntakeResult {}
}
