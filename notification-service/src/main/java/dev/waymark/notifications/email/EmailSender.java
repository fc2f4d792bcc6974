package dev.waymark.notifications.email;

import dev.waymark.notifications.sending.MessageKey;

/**
 * The sender of all e-mails.
 *
 * @param from the address; its domain is also that of our Message-IDs
 * @param replyTo where a customer's reply goes: to people
 */
public record EmailSender(String from, String replyTo) {

    public EmailSender {
        if (from.indexOf('@') < 1) {
            throw new IllegalArgumentException("from: \"%s\" (expected: an e-mail address)".formatted(from));
        }
    }

    /** The same for the same message, however often it is sent. */
    String messageId(MessageKey key) {
        return "<" + key + from.substring(from.indexOf('@')) + ">";
    }
}
