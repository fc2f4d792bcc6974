package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The state of one message in the send log that decides who may send it.
 *
 * @param leaseUntil until then the claim belongs to the process that made it, or the provider demands no retry
 * @param claimedAt when it was claimed for the first time
 * @param unknownResults provider calls whose result is unknown
 * @param parts that the provider has
 * @param version grows with every change, so that of two processes that read the same state only one writes
 */
public record SendAttempt(
        MessageKey key,
        Channel channel,
        SendState state,
        Instant leaseUntil,
        Instant claimedAt,
        int unknownResults,
        SentParts parts,
        long version) {

    public static SendAttempt first(MessageKey key, Channel channel, Instant now, SendingSettings settings) {
        return new SendAttempt(key, channel, SendState.CLAIMED, now.plus(settings.lease()), now, 0, SentParts.NONE, 1);
    }

    /** The attempt that replaces this one when a process claims it anew; empty while it is held, and when it is final. */
    public Optional<SendAttempt> claimAgain(Instant now, SendingSettings settings) {
        if (state.isFinal() || isHeld(now)) {
            return Optional.empty();
        }
        if (state != SendState.IN_FLIGHT) {
            return Optional.of(claimed(now, settings, unknownResults));
        }
        // A second duplicate is worse than a gap that support can see.
        var again = unknownResults == 0
                && settings.resendUnknown().contains(channel)
                && now.isBefore(claimedAt.plus(settings.resendUnknownWithin()));
        return Optional.of(again ? claimed(now, settings, 1) : with(SendState.UNCERTAIN, leaseUntil, unknownResults));
    }

    /**
     * The final state when nobody continues this attempt; empty when it has one, or when its claim is still valid.
     *
     * @param ifNotSent the final state of a message that no provider was given
     */
    public Optional<SendState> abandonedState(Instant now, SendState ifNotSent) {
        return switch (state) {
            case SENT, DELIVERED, FAILED, UNCERTAIN, NOT_SENT -> Optional.empty();
            case RETRY -> Optional.of(ifNotSent);
            case CLAIMED -> isHeld(now) ? Optional.empty() : Optional.of(ifNotSent);
            case IN_FLIGHT -> isHeld(now) ? Optional.empty() : Optional.of(SendState.UNCERTAIN);
        };
    }

    /** That of {@code receipts} by which the message is now delivered, or has failed; empty when they change nothing. */
    public Optional<DeliveryReceipt> settledBy(Collection<DeliveryReceipt> receipts) {
        return parts.settledBy(receipts).filter(receipt -> switch (state) {
            // Whoever holds it records its own result first.
            case CLAIMED, IN_FLIGHT, DELIVERED -> false;
            case RETRY, SENT, UNCERTAIN -> true;
            case FAILED, NOT_SENT -> !receipt.isFailure();
        });
    }

    private boolean isHeld(Instant now) {
        return now.isBefore(leaseUntil);
    }

    private SendAttempt claimed(Instant now, SendingSettings settings, int newUnknownResults) {
        return with(SendState.CLAIMED, now.plus(settings.lease()), newUnknownResults);
    }

    private SendAttempt with(SendState newState, Instant newLease, int newUnknownResults) {
        return new SendAttempt(key, channel, newState, newLease, claimedAt, newUnknownResults, parts, version + 1);
    }
}
