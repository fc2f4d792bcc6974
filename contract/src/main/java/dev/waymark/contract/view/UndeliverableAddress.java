package dev.waymark.contract.view;

import dev.waymark.contract.Channel;
import java.time.Instant;

/**
 * An address that is written to no more, because a provider has said for good that nobody receives messages there.
 *
 * @param recipient masked
 * @param reason the provider's, such as {@code smtp-rcpt-5.1}
 */
public record UndeliverableAddress(Channel channel, String recipient, String reason, Instant since) {}
