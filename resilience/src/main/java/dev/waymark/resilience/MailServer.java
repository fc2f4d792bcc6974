package dev.waymark.resilience;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.contract.Channel;
import dev.waymark.embedded.machine.LocalPorts;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** A mail server that takes any mail and writes down when. */
final class MailServer implements AutoCloseable {

    private final GreenMail server;
    private final Messages messages;
    private volatile Duration delayAfterContent = Duration.ZERO;

    MailServer(Messages messages) {
        this.messages = messages;
        server =
                new GreenMail(new ServerSetup(LocalPorts.claim("SMTP", 0), LocalPorts.HOST, ServerSetup.PROTOCOL_SMTP));
        server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        server.start();
        var users = server.getUserManager();
        var asUsual = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((mail, recipient) -> {
            take(mail, recipient.getEmail());
            return asUsual.handle(mail, recipient);
        });
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** From now on it thinks so long about each mail that it has, before it says that it has it. */
    void delayAfterContent(Duration delay) {
        delayAfterContent = delay;
    }

    /** From now on no password is right; by default each is. */
    void refusePasswords(boolean refuse) {
        server.getUserManager().setAuthRequired(refuse);
    }

    private void take(MovingMessage mail, String recipient) throws MessagingException {
        var takenAt = Instant.now();
        try {
            Thread.sleep(delayAfterContent);
            var message = mail.getMessage();
            messages.add(
                    Channel.EMAIL,
                    recipient,
                    Objects.requireNonNullElse(message.getSubject(), ""),
                    text(message),
                    Objects.requireNonNullElse(message.getHeader("Message-ID", null), ""),
                    takenAt);
        } catch (IOException e) {
            throw new MessagingException("unreadable mail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        var all = new StringBuilder();
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                all.append(text(parts.getBodyPart(i)));
            }
        } else if (part.isMimeType("text/plain")) {
            all.append(part.getContent());
        }
        return all.toString();
    }

    @Override
    public void close() {
        server.stop();
    }
}
