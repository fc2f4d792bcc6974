package dev.waymark.ingest.courier;

/** Whether a webhook comes from its courier. */
public sealed interface VerificationResult {

    record Verified(VerifiedPayload payload) implements VerificationResult {}

    record Rejected(RejectionReason reason) implements VerificationResult {}
}
