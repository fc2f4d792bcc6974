package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Leases and retries.
 *
 * @param lease how long a claim is valid; longer than any provider call may take
 * @param resendUnknown channels on which a message is sent once more when the result of its call is unknown: those where
 *     the recipient's program can drop the duplicate by its Message-ID
 * @param resendUnknownWithin past this a message with an unknown result is not sent again
 * @param unknownOrderWithin how long an order that the order service does not know may still become known
 * @param firstRetry the delay before the second try; it doubles up to {@code longestRetry}
 * @param tries how often an update is processed before it is given up
 */
@ConfigurationProperties("waymark.notifications.sending")
public record SendingSettings(
        Duration lease,
        Set<Channel> resendUnknown,
        Duration resendUnknownWithin,
        Duration unknownOrderWithin,
        Duration firstRetry,
        Duration longestRetry,
        int tries) {

    public SendingSettings {
        resendUnknown = Set.copyOf(resendUnknown);
    }

    /** The delay after {@code triesSoFar} tries. */
    Duration retryAfter(int triesSoFar) {
        var doublings = Math.min(triesSoFar - 1, Integer.SIZE - 2);
        var delay = firstRetry.multipliedBy(1L << doublings);
        return delay.compareTo(longestRetry) < 0 ? delay : longestRetry;
    }
}
