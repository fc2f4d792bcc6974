package dev.waymark.ingest.courier.body;

/** Bytes that are not in the format their courier writes. */
public final class MalformedBody extends RuntimeException {

    /** Says what was expected, never what was there. */
    MalformedBody(String expectation) {
        // Made once per broken body, by whoever cares to send one: it must be cheap, so no stack trace.
        super(expectation, null, false, false);
    }
}
