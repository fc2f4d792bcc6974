package dev.waymark.notifications.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** A mail whose Message-ID is ours: Jakarta Mail otherwise makes a new one whenever a message is saved. */
final class OrderMail extends MimeMessage {

    private final String messageId;

    OrderMail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
