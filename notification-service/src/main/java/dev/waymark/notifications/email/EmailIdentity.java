package dev.waymark.notifications.email;

import dev.waymark.notifications.sending.MessageKey;

/**
 * Who our mail is from.
 *
 * @param from the address; its domain also ends our Message-IDs
 * @param replyTo where an answer of the customer goes: to people
 */
public record EmailIdentity(String from, String replyTo) {

    public EmailIdentity {
        if (from.indexOf('@') < 1) {
            throw new IllegalArgumentException("from: \"%s\" (expected: an e-mail address)".formatted(from));
        }
    }

    /** The same for the same message, however often it goes out. */
    String messageId(MessageKey key) {
        return "<" + key + from.substring(from.indexOf('@')) + ">";
    }
}
