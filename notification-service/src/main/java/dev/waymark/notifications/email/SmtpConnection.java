package dev.waymark.notifications.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** One SMTP connection, kept open between mails: with a connection for each, a burst takes forty times as long. */
final class SmtpConnection implements AutoCloseable {

    private final JavaMailSenderImpl server;
    private @Nullable Transport transport;

    SmtpConnection(JavaMailSenderImpl server) {
        this.server = server;
    }

    Session session() {
        return server.getSession();
    }

    /** One mail at a time: a connection carries one conversation. */
    synchronized void send(MimeMessage mail) throws MessagingException, CannotConnect {
        var open = open();
        try {
            open.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            // Whatever state the conversation is in now, the next mail begins a new one.
            close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        var old = transport;
        transport = null;
        if (old != null) {
            try {
                old.close();
            } catch (MessagingException ignored) {
                // It is gone, which is what was asked for.
            }
        }
    }

    private Transport open() throws CannotConnect {
        // Asks the server with NOOP: one that closed the connection while it idled is noticed before a mail is on it.
        if (transport != null && transport.isConnected()) {
            return transport;
        }
        close();
        try {
            var protocol = server.getProtocol();
            var fresh = session().getTransport(protocol == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : protocol);
            fresh.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
            transport = fresh;
            return fresh;
        } catch (MessagingException e) {
            throw new CannotConnect(e);
        }
    }

    /** No conversation came about, so no mail went out. */
    static final class CannotConnect extends Exception {
        CannotConnect(MessagingException cause) {
            super(cause);
        }
    }
}
