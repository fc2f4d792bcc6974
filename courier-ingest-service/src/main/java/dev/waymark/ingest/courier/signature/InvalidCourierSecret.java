package dev.waymark.ingest.courier.signature;

/** A configured secret has not the form that it needs. The message names what is expected, never what was given. */
public final class InvalidCourierSecret extends RuntimeException {

    InvalidCourierSecret(String expectation) {
        super("a courier's secret or path (expected: %s)".formatted(expectation));
    }
}
