package dev.waymark.notifications.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** One SMTP connection, kept open between e-mails: with a connection for each, a burst takes forty times as long. */
final class SmtpConnection implements AutoCloseable {

    private final JavaMailSenderImpl server;
    private @Nullable Transport transport;

    SmtpConnection(JavaMailSenderImpl server) {
        this.server = server;
    }

    Session session() {
        return server.getSession();
    }

    /** One e-mail at a time: a connection carries one dialogue. */
    synchronized void send(MimeMessage mail) throws MessagingException, CannotConnect {
        var open = open();
        try {
            open.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            // The dialogue's state is unknown now: the next e-mail opens a new connection.
            close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (MessagingException _) {
            // It is closed, which is what was wanted.
        }
        transport = null;
    }

    private Transport open() throws CannotConnect {
        // Sends NOOP: notices a server that closed the idle connection before an e-mail is written to it.
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

    /** There was no connection, so nothing was sent. */
    static final class CannotConnect extends Exception {
        CannotConnect(MessagingException cause) {
            super(cause);
        }
    }
}
