package dev.waymark.ingest.courier.mapping;

/** A payload is not what the mapping expects. Never leaves this package: it becomes an {@code Unreadable}. */
final class UnmappablePayload extends RuntimeException {

    /** Says what was expected where, in the mapping's words, never the payload's. */
    UnmappablePayload(String expectation) {
        // Made once per broken payload, by whoever cares to send one: it must be cheap, so no stack trace.
        super(expectation, null, false, false);
    }
}
