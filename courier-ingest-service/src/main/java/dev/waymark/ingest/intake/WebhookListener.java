package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.VerifiedPayload;

/** Follows authentic webhooks. Must not block: the courier waits for its answer. */
public interface WebhookListener {

    /** The webhook is its courier's own, whatever becomes of it. */
    default void onVerified(Courier courier, VerifiedPayload payload) {}

    /** The webhook is accepted, and its courier is about to be answered so. */
    default void onAccepted(Courier courier, VerifiedPayload payload, MappingResult result) {}
}
