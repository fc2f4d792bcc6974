package dev.waymark.notifications.sending;

import dev.waymark.contract.view.SentMessage.Outcome;
import org.jspecify.annotations.Nullable;

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

    /** As support sees it; a message under way is reported as not sent yet. */
    public Outcome outcome() {
        return switch (this) {
            case SENT -> Outcome.SENT;
            case FAILED -> Outcome.FAILED;
            case UNCERTAIN -> Outcome.UNCERTAIN;
            case CLAIMED, IN_FLIGHT, RETRY, NOT_SENT -> Outcome.NOT_SENT;
        };
    }

    /** The reason of the outcome, {@code recorded} where one was recorded. */
    public @Nullable String reason(@Nullable String recorded) {
        return switch (this) {
            case CLAIMED, IN_FLIGHT -> "IN_PROGRESS";
            case RETRY -> "RETRYING";
            case FAILED, UNCERTAIN, NOT_SENT -> recorded;
            case SENT -> null;
        };
    }
}
