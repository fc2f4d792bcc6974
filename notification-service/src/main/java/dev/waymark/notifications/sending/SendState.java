package dev.waymark.notifications.sending;

/** The state of a message in the send log. */
public enum SendState {
    /** A process is about to send it; the provider has not been called. */
    CLAIMED,
    /** The provider's call has begun: from now on the provider may have the message. */
    IN_FLIGHT,
    /** The provider does not have it; it is tried again. */
    RETRY,
    SENT,
    FAILED,
    /** The provider may have it; it is not sent again automatically. */
    UNCERTAIN,
    NOT_SENT;

    public boolean isFinal() {
        return switch (this) {
            case CLAIMED, IN_FLIGHT, RETRY -> false;
            case SENT, FAILED, UNCERTAIN, NOT_SENT -> true;
        };
    }
}
