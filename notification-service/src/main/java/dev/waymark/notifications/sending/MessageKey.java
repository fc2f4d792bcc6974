package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.notifications.domain.Occasion;

/**
 * Names one message to one recipient for ever. It is what is claimed, so it is sent once; and its Message-ID, so a
 * duplicate is recognised as one.
 */
public record MessageKey(String value) {

    /** The message about {@code occasion} to the one whom {@code recipientHash} stands for. */
    static MessageKey of(Occasion occasion, Channel channel, String recipientHash) {
        return new MessageKey(Digests.of("message", occasion.id(), channel.name(), recipientHash));
    }

    @Override
    public String toString() {
        return value;
    }
}
