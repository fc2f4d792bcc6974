package dev.waymark.notifications.email;

import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.platform.contact.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One connection to the mail server, opened when it is needed and kept for the next e-mails. One e-mail at a time. */
final class SmtpConnection implements AutoCloseable {

    /** An unused connection is asked whether it still works; in a burst that would cost a round trip an e-mail. */
    private static final long FRESH_NANOS = 2_000_000_000L;

    private final SmtpServer server;
    private @Nullable SmtpDialogue dialogue;
    private boolean utf8;
    private boolean used;
    private long usedAt;

    SmtpConnection(SmtpServer server) {
        this.server = server;
    }

    /**
     * Opens the connection unless it is.
     *
     * @param needsUtf8 for e-mails that need SMTPUTF8 (RFC 6531); their headers are in UTF-8 too, which others must not be
     * @return why it cannot be opened; empty when it is open
     */
    synchronized Optional<DeliveryResult> open(boolean needsUtf8) {
        if (dialogue != null && utf8 == needsUtf8 && isAlive(dialogue)) {
            return Optional.empty();
        }
        close();
        var fresh = server.dialogue(needsUtf8);
        try {
            server.connect(fresh);
        } catch (MessagingException e) {
            return Optional.of(fresh.result(e));
        }
        dialogue = fresh;
        utf8 = needsUtf8;
        used = false;
        usedAt = System.nanoTime();
        return Optional.empty();
    }

    /** Jakarta Mail writes the low byte of each character, and so to another's mailbox. */
    synchronized boolean canCarry(MimeMessage mail) throws MessagingException {
        var carriesUtf8 = utf8 && dialogue != null && dialogue.supportsExtension("SMTPUTF8");
        return carriesUtf8
                || Stream.of(mail.getFrom(), mail.getAllRecipients())
                        .flatMap(Stream::of)
                        .map(address -> ((InternetAddress) address).getAddress())
                        .allMatch(EmailAddress::isAscii);
    }

    synchronized DeliveryResult send(MimeMessage mail) {
        return trySend(mail)
                // The server had closed it while nobody used it, before it was told of this e-mail.
                .or(() -> open(utf8))
                .or(() -> trySend(mail))
                .orElseGet(() -> new DeliveryResult.Unavailable(SmtpReply.reason(SmtpStage.MAIL, "cut")));
    }

    /** Empty when a connection that had been used before was broken off at the beginning of the e-mail. */
    private Optional<DeliveryResult> trySend(MimeMessage mail) {
        var open = dialogue;
        if (open == null) {
            return Optional.empty();
        }
        var usedBefore = used;
        used = true;
        try {
            open.restart();
            open.sendMessage(mail, mail.getAllRecipients());
            usedAt = System.nanoTime();
            return Optional.of(new DeliveryResult.Accepted(1));
        } catch (MessagingException e) {
            usedAt = System.nanoTime();
            var result = open.result(e);
            if (!open.isBrokenOff()) {
                // Jakarta Mail has sent RSET: the next e-mail begins anew.
                return Optional.of(result);
            }
            close();
            return usedBefore && open.stage() == SmtpStage.MAIL ? Optional.empty() : Optional.of(result);
        }
    }

    private boolean isAlive(SmtpDialogue open) {
        return System.nanoTime() - usedAt < FRESH_NANOS || open.isConnected();
    }

    @Override
    public synchronized void close() {
        try {
            if (dialogue != null) {
                dialogue.close();
            }
        } catch (MessagingException _) {
            // It is closed, which is what was wanted.
        }
        dialogue = null;
    }
}
