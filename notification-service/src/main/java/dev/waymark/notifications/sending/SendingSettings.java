package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import java.time.Duration;
import java.util.Map;
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
 * @param tries how often a message is tried before it is given up; what is no longer news is given up before
 * @param concurrency how many messages of each channel are under way at once
 * @param answerRequestedWithin how long somebody waits to hear what became of a code; less than the gateway waits for us
 */
@ConfigurationProperties("waymark.notifications.sending")
public record SendingSettings(
        Duration lease,
        Set<Channel> resendUnknown,
        Duration resendUnknownWithin,
        Duration unknownOrderWithin,
        Duration firstRetry,
        Duration longestRetry,
        int tries,
        Map<Channel, Integer> concurrency,
        Duration answerRequestedWithin) {

    private static final int DEFAULT_CONCURRENCY = 8;

    public SendingSettings {
        resendUnknown = Set.copyOf(resendUnknown);
        concurrency = Map.copyOf(concurrency);
    }

    int concurrency(Channel channel) {
        return concurrency.getOrDefault(channel, DEFAULT_CONCURRENCY);
    }

    /** The delay after {@code triesSoFar} tries. */
    Duration retryAfter(int triesSoFar) {
        var doublings = Math.min(triesSoFar - 1, Integer.SIZE - 2);
        var delay = firstRetry.multipliedBy(1L << doublings);
        return delay.compareTo(longestRetry) < 0 ? delay : longestRetry;
    }
}
