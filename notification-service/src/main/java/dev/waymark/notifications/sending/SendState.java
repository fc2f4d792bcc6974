package dev.waymark.notifications.sending;

import dev.waymark.contract.view.SentMessage.Outcome;
import org.jspecify.annotations.Nullable;

/** The state of a message in the send log. */
public enum SendState {
    /** A process is about to send it; the provider has not been called. */
    CLAIMED(Outcome.NOT_SENT, "IN_PROGRESS"),
    /** The provider's call has begun: from now on the provider may have the message. */
    IN_FLIGHT(Outcome.NOT_SENT, "IN_PROGRESS"),
    /** The provider does not have it; it is tried again. */
    RETRY(Outcome.NOT_SENT, "RETRYING"),
    SENT(Outcome.SENT, null),
    /** The provider says that the recipient's device has it. */
    DELIVERED(Outcome.DELIVERED, null),
    FAILED(Outcome.FAILED, null),
    /** The provider may have it; it is not sent again automatically. */
    UNCERTAIN(Outcome.UNCERTAIN, null),
    NOT_SENT(Outcome.NOT_SENT, null);

    private final Outcome outcome;
    private final @Nullable String progress;

    SendState(Outcome outcome, @Nullable String progress) {
        this.outcome = outcome;
        this.progress = progress;
    }

    public boolean isFinal() {
        return progress == null;
    }

    /** Whether the recipient has the message, or may have it. */
    public boolean mayBeReceived() {
        return switch (this) {
            case SENT, DELIVERED, UNCERTAIN, IN_FLIGHT -> true;
            case CLAIMED, RETRY, FAILED, NOT_SENT -> false;
        };
    }

    /** As support sees it; a message under way is reported as not sent yet. */
    public Outcome outcome() {
        return outcome;
    }

    /** The reason of the outcome, {@code recorded} where one was recorded. */
    public @Nullable String reason(@Nullable String recorded) {
        if (outcome.isSent()) {
            return null;
        }
        return isFinal() ? recorded : progress;
    }
}
