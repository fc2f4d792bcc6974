package dev.waymark.notifications.email;

import dev.waymark.platform.contact.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** One SMTP connection, kept open between e-mails: with a connection for each, a burst takes forty times as long. */
final class SmtpConnection implements AutoCloseable {

    private final JavaMailSenderImpl server;
    private final boolean utf8;
    private final Session session;
    private @Nullable Transport transport;

    /** @param utf8 for e-mails that need SMTPUTF8 (RFC 6531); their headers are in UTF-8 too, which others must not be */
    SmtpConnection(JavaMailSenderImpl server, boolean utf8) {
        var properties = new Properties();
        properties.putAll(server.getJavaMailProperties());
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
        this.server = server;
        this.utf8 = utf8;
        this.session = Session.getInstance(properties);
    }

    Session session() {
        return session;
    }

    /** One e-mail at a time: a connection carries one dialogue. */
    synchronized void send(MimeMessage mail) throws MessagingException, CannotConnect, EnvelopeNotAscii {
        var open = open();
        checkEnvelope(mail, open);
        try {
            open.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            // The dialogue's state is unknown now: the next e-mail opens a new connection.
            close();
            throw e;
        }
    }

    /** Jakarta Mail writes the low byte of each character, and so to another's mailbox. */
    private void checkEnvelope(MimeMessage mail, Transport open) throws MessagingException, EnvelopeNotAscii {
        var envelope = Stream.of(mail.getFrom(), mail.getAllRecipients()).flatMap(Stream::of);
        var carriesUtf8 = utf8 && open instanceof SMTPTransport smtp && smtp.supportsExtension("SMTPUTF8");
        if (!carriesUtf8
                && !envelope.map(address -> ((InternetAddress) address).getAddress())
                        .allMatch(EmailAddress::isAscii)) {
            throw new EnvelopeNotAscii();
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

    /** The server cannot be told such an address, and was told nothing. */
    static final class EnvelopeNotAscii extends Exception {}

    /** There was no connection, so nothing was sent. */
    static final class CannotConnect extends Exception {
        CannotConnect(MessagingException cause) {
            super(cause);
        }
    }
}
