package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.notifications.domain.NotificationTrigger;

/**
 * Identifies one message to one recipient. It is the key of the claim, so that the message is sent once, and the
 * Message-ID, so that a mail program recognises a duplicate.
 */
public record MessageKey(String value) {

    static MessageKey of(NotificationTrigger trigger, Channel channel, String recipientHash) {
        return new MessageKey(Digests.of("message", trigger.id(), channel.name(), recipientHash));
    }

    @Override
    public String toString() {
        return value;
    }
}
