package dev.waymark.orders.projection;

/**
 * A well-formed event that can never become part of the read model. Any other failure of a projection is one of a part
 * that is unavailable, and is retried for as long as it takes.
 */
public class UnprocessableEvent extends RuntimeException {

    public UnprocessableEvent(String message) {
        super(message);
    }

    public UnprocessableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
