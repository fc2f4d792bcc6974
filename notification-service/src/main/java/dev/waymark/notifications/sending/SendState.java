package dev.waymark.notifications.sending;

/** Where a message stands in the log. */
public enum SendState {
    /** Somebody is at it; the provider has not been called. */
    CLAIMED,
    /** The provider's call has begun: from here on it may have the message. */
    CALLING,
    /** The provider surely does not have it; it is tried again. */
    RETRY,
    SENT,
    FAILED,
    /** The provider may have it, and nobody tries again by machine. */
    UNCERTAIN,
    NOT_SENT;

    /** Whether nothing more happens to it. */
    public boolean isSettled() {
        return switch (this) {
            case CLAIMED, CALLING, RETRY -> false;
            case SENT, FAILED, UNCERTAIN, NOT_SENT -> true;
        };
    }
}
