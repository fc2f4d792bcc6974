package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.FailedMessages.ReasonCount;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every decision and every message, written before and after the provider's call. Addresses are masked or hashed. */
public interface SendLog {

    /** Claims the message for the first caller; later callers learn its state. */
    Mono<Claim> claim(MessageRecord record, Instant now);

    /** Whether the recipient has the message, or may have it. */
    Mono<Boolean> isSent(MessageKey key);

    /**
     * Marks the beginning of the provider's call, and begins its lease. False when the claim was lost: then the provider must
     * not be called.
     */
    Mono<Boolean> startSending(MessageKey key, Claim.Granted claim, Instant now);

    /** Prolongs the lease of a call that goes on. Nothing happens when the claim was lost. */
    Mono<Void> prolong(MessageKey key, Claim.Granted claim, Instant now);

    /**
     * Records the call's result. That a provider has the message is recorded whoever holds the claim by now, and whatever was
     * recorded before: it is so. Any other result is recorded only under the claim that the call was made with.
     */
    Mono<Void> record(MessageKey key, Claim.Granted claim, DeliveryResult result, Instant now);

    /**
     * Records that {@code trigger} is not sent, on {@code channel} or at all, and ends what waits for its retry. False when that is
     * on record.
     *
     * @param recipient whom the decision is about, where it is one address
     */
    Mono<Boolean> suppress(
            NotificationTrigger trigger,
            @Nullable Channel channel,
            @Nullable Recipient recipient,
            SuppressionReason reason,
            Instant now);

    /**
     * Records that {@code trigger} is no longer sent on {@code channel}: for all channels at once where nothing was sent yet. What was
     * tried while it was news ends with the reason of its last failure.
     */
    Mono<Boolean> suppressPending(NotificationTrigger trigger, Channel channel, SuppressionReason reason, Instant now);

    /** Records that all tries of {@code trigger} on {@code channel} failed. */
    Mono<Void> fail(NotificationTrigger trigger, Channel channel, String reason, Instant now);

    /** As {@link #record}, of a message that a person requested and that is not retried. */
    Mono<Void> recordRequested(MessageRecord record, Claim.Granted claim, DeliveryResult result, Instant now);

    /**
     * Keeps {@code receipt}, unless one that is more final is kept. A provider may give an id anew: the last message counts that
     * had it, and no receipt from before that message.
     *
     * @return the message that it is about; empty while we do not know that the provider has it
     */
    Mono<MessageKey> receive(DeliveryReceipt receipt, Instant now);

    /**
     * Records of a message whose call was given up that the provider took these parts of it, and that it has the message when
     * these were the last.
     */
    Mono<Void> recordLate(MessageKey key, int segments, SentParts parts, Instant now);

    /** Gives a message the state that the receipts for its parts say; empty when they change nothing. */
    Mono<Settled> settle(MessageKey key, Instant now);

    /**
     * A message whose state a receipt has changed.
     *
     * @param receipt which says what became of it
     */
    record Settled(DeliveryReceipt receipt, Recipient recipient) {}

    /** The messages about changes of orders that failed or are uncertain, and that {@code selection} names; the oldest first. */
    Flux<Reopenable> failed(MessageSelection selection, int limit);

    /** How many there are of each reason, the most frequent first. */
    Flux<ReasonCount> failures(@Nullable Instant since);

    /**
     * Makes a message that has failed or is uncertain wait for another try. Of its parts those are sent again that the provider does
     * not have, or has said that it could not deliver. False when it is neither any more.
     */
    Mono<Boolean> reopen(Reopenable message, Instant now);

    /** A message that may be sent again. */
    record Reopenable(MessageKey key, String triggerId, Channel channel, long version) {}

    /** All entries of one order, newest first. */
    Flux<SentMessage> messages(OrderId order);

    /** Whether the caller may send. */
    sealed interface Claim {

        /**
         * The caller may send, and nobody else.
         *
         * @param parts of the message that the provider has already
         */
        record Granted(long version, SentParts parts) implements Claim {}

        /** Another process holds the claim until then. */
        record Held(Instant until) implements Claim {}

        /** The message has its final state. */
        record Finished(SendState state) implements Claim {}
    }
}
