package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.NotificationTrigger;
import org.jspecify.annotations.Nullable;

/**
 * The part of a message that may be stored.
 *
 * @param kind as in documents and metrics
 * @param order absent for a sign-in code
 * @param trigger absent for what a person requested: a code, a new link
 */
public record MessageRecord(
        MessageKey key,
        String kind,
        @Nullable OrderId order,
        @Nullable NotificationTrigger trigger,
        Channel channel,
        Recipient recipient) {

    public static MessageRecord notification(
            MessageKey key, NotificationTrigger trigger, Channel channel, Recipient recipient) {
        return new MessageRecord(key, trigger.kind().id(), trigger.orderId(), trigger, channel, recipient);
    }
}
