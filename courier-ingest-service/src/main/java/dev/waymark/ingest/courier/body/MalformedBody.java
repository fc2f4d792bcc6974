package dev.waymark.ingest.courier.body;

/** A body is not in its courier's format. */
public final class MalformedBody extends RuntimeException {

    /** @param expectation what was expected, never what was received */
    MalformedBody(String expectation) {
        // Thrown once per broken body, which anybody may send: without a stack trace it is cheap.
        super(expectation, null, false, false);
    }
}
