package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.Occasion;
import org.jspecify.annotations.Nullable;

/**
 * A message about to go, as far as it may be written down.
 *
 * @param kind as in documents and metrics
 * @param order absent for a sign-in code
 * @param occasion absent for what somebody asked for: a code, a new link
 * @param masked the address as support may see it
 * @param hash the address as a machine may recognise it
 */
public record Outgoing(
        MessageKey key,
        String kind,
        @Nullable OrderId order,
        @Nullable Occasion occasion,
        Channel channel,
        String masked,
        String hash) {

    public static Outgoing news(MessageKey key, Occasion occasion, Channel channel, String masked, String hash) {
        return new Outgoing(key, occasion.kind().id(), occasion.orderId(), occasion, channel, masked, hash);
    }

    static Outgoing code(MessageKey key, Channel channel, String masked, String hash) {
        return new Outgoing(key, "sign_in_code", null, null, channel, masked, hash);
    }

    static Outgoing link(MessageKey key, OrderId order, Channel channel, String masked, String hash) {
        return new Outgoing(key, "new_link", order, null, channel, masked, hash);
    }
}
