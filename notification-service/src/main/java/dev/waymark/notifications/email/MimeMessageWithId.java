package dev.waymark.notifications.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** A MIME message with a given Message-ID: Jakarta Mail otherwise generates a new one whenever a message is saved. */
final class MimeMessageWithId extends MimeMessage {

    private final String messageId;

    MimeMessageWithId(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
