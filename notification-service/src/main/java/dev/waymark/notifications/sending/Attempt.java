package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * One message's way through the log, as far as it decides who may send it.
 *
 * @param leaseUntil until when whoever claimed it is taken to be alive
 * @param claimedAt when it was claimed for the first time
 * @param unsureCalls provider calls of which nobody knows how they ended
 * @param version grows with every change: two who read the same cannot both write
 */
public record Attempt(
        MessageKey key,
        Channel channel,
        SendState state,
        Instant leaseUntil,
        Instant claimedAt,
        int unsureCalls,
        long version) {

    /** Claimed by somebody who found nothing. */
    public static Attempt first(MessageKey key, Channel channel, Instant now, SendingRules rules) {
        return new Attempt(key, channel, SendState.CLAIMED, now.plus(rules.lease()), now, 0, 1);
    }

    /** What somebody who comes to send this message again finds. */
    public Next next(Instant now, SendingRules rules) {
        return switch (state) {
            case SENT, FAILED, UNCERTAIN, NOT_SENT -> new Next.Settled();
            case RETRY -> new Next.Write(claimed(now, rules, unsureCalls));
            case CLAIMED ->
                now.isBefore(leaseUntil) ? new Next.Held(leaseUntil) : new Next.Write(claimed(now, rules, unsureCalls));
            case CALLING -> {
                if (now.isBefore(leaseUntil)) {
                    yield new Next.Held(leaseUntil);
                }
                // A second duplicate is worse than a gap that support can see.
                var again = unsureCalls == 0
                        && rules.resendUnsure().contains(channel)
                        && now.isBefore(claimedAt.plus(rules.resendUnsureWithin()));
                yield new Next.Write(
                        again ? claimed(now, rules, 1) : with(SendState.UNCERTAIN, leaseUntil, unsureCalls));
            }
        };
    }

    /**
     * How it ends when nobody goes on with it; empty when it has ended, or somebody may still be at it.
     *
     * @param uncalled the end of a message that no provider was given
     */
    public Optional<SendState> ending(Instant now, SendState uncalled) {
        var abandoned = !now.isBefore(leaseUntil);
        return switch (state) {
            case SENT, FAILED, UNCERTAIN, NOT_SENT -> Optional.empty();
            case RETRY -> Optional.of(uncalled);
            case CLAIMED -> Optional.of(uncalled).filter(end -> abandoned);
            case CALLING -> Optional.of(SendState.UNCERTAIN).filter(end -> abandoned);
        };
    }

    private Attempt claimed(Instant now, SendingRules rules, int unsure) {
        return with(SendState.CLAIMED, now.plus(rules.lease()), unsure);
    }

    private Attempt with(SendState newState, Instant lease, int unsure) {
        return new Attempt(key, channel, newState, lease, claimedAt, unsure, version + 1);
    }

    /** The next step in an attempt's life. */
    public sealed interface Next {

        <T> T match(Function<Settled, T> settled, Function<Held, T> held, Function<Write, T> write);

        /** Nothing is left to do. */
        record Settled() implements Next {
            @Override
            public <T> T match(Function<Settled, T> settled, Function<Held, T> held, Function<Write, T> write) {
                return settled.apply(this);
            }
        }

        /** Somebody else is at it. */
        record Held(Instant until) implements Next {
            @Override
            public <T> T match(Function<Settled, T> settled, Function<Held, T> held, Function<Write, T> write) {
                return held.apply(this);
            }
        }

        /** {@code attempt} takes the old one's place, if nobody was quicker. */
        record Write(Attempt attempt) implements Next {
            @Override
            public <T> T match(Function<Settled, T> settled, Function<Held, T> held, Function<Write, T> write) {
                return write.apply(this);
            }
        }
    }
}
