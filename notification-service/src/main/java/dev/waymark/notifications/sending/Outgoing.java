package dev.waymark.notifications.sending;

import dev.waymark.events.order.ShopOrder;
import dev.waymark.notifications.domain.Occasion;
import org.jspecify.annotations.Nullable;

/**
 * A message about to go, as far as it may be written down.
 *
 * @param occasion absent for a sign-in code
 * @param masked the address as support may see it
 * @param hash the address as a machine may recognise it
 */
public record Outgoing(
        MessageKey key, @Nullable Occasion occasion, ShopOrder.Channel channel, String masked, String hash) {}
