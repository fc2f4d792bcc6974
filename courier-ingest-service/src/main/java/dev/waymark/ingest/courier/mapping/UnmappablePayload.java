package dev.waymark.ingest.courier.mapping;

/** A payload is not what the mapping expects. Stays inside this package: it becomes an {@code Unmappable}. */
final class UnmappablePayload extends RuntimeException {

    /** @param expectation what was expected where, in the mapping's words, never the payload's */
    UnmappablePayload(String expectation) {
        // Thrown once per broken payload, which anybody may send: without a stack trace it is cheap.
        super(expectation, null, false, false);
    }
}
