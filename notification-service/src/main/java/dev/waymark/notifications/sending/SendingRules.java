package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import java.time.Duration;
import java.util.Set;

/**
 * How long a sender is taken to be alive, and what happens after one died.
 *
 * @param lease longer than any provider call may take
 * @param resendUnsure channels on which a message goes out once more when nobody knows whether it did: those where the
 *     recipient's program can drop the duplicate by its Message-ID
 * @param resendUnsureWithin past this no machine decides any more
 * @param unknownOrderWithin how long an order that the order service does not know may still become known
 * @param firstRetry the wait before the second try; it doubles up to {@code longestRetry}
 */
public record SendingRules(
        Duration lease,
        Set<Channel> resendUnsure,
        Duration resendUnsureWithin,
        Duration unknownOrderWithin,
        Duration firstRetry,
        Duration longestRetry,
        int tries) {

    public SendingRules {
        resendUnsure = Set.copyOf(resendUnsure);
    }

    /** How long to wait after {@code tries} tries. */
    Duration retryAfter(int triesSoFar) {
        var doublings = Math.min(triesSoFar - 1, Integer.SIZE - 2);
        var wait = firstRetry.multipliedBy(1L << doublings);
        return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
    }
}
