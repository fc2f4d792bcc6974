package dev.waymark.local.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.local.LatestFirst;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes any mail for anybody. Any password opens a mailbox over IMAP; the browser shows all of them. */
public final class MailInbox implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final GreenMail server;
    private final Clock clock;
    private final LatestFirst<ReceivedMail> mails = new LatestFirst<>();

    private MailInbox(GreenMail server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** Listens on the two ports, or on any free one for 0. */
    public static MailInbox start(int smtpPort, int imapPort, Clock clock) {
        var server = new GreenMail(new ServerSetup[] {
            new ServerSetup(smtpPort, LOOPBACK, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imapPort, LOOPBACK, ServerSetup.PROTOCOL_IMAP)
        });
        server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        var inbox = new MailInbox(server, clock);
        server.start();
        var users = server.getUserManager();
        var asUsual = users.getMessageDeliveryHandler();
        users.setMessageDeliveryHandler((mail, recipient) -> {
            var user = asUsual.handle(mail, recipient);
            inbox.makeRoom(user);
            inbox.keep(mail, recipient);
            return user;
        });
        return inbox;
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    /** Newest first. */
    public List<ReceivedMail> mails() {
        return mails.list();
    }

    public Optional<ReceivedMail> mail(long id) {
        return mails.list().stream().filter(mail -> mail.id() == id).findFirst();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void keep(MovingMessage mail, MailAddress recipient) throws MessagingException {
        var message = mail.getMessage();
        try {
            var parts = MailParts.of(message);
            var headers = MailParts.headers(message);
            var from = Stream.ofNullable(message.getFrom())
                    .flatMap(Arrays::stream)
                    // Names in other scripts travel encoded. (RFC 2047)
                    .map(address -> address instanceof InternetAddress internet
                            ? internet.toUnicodeString()
                            : address.toString())
                    .collect(Collectors.joining(", "));
            var subject = message.getSubject();
            mails.add(id -> new ReceivedMail(
                    id,
                    clock.instant(),
                    recipient.getEmail(),
                    from,
                    Objects.requireNonNullElse(subject, ""),
                    parts.text(),
                    parts.html(),
                    headers));
        } catch (IOException e) {
            throw new MessagingException("unreadable mail", e);
        }
    }

    /** IMAP shows as many mails as the browser does, and memory stays bounded. */
    private void makeRoom(GreenMailUser user) throws MessagingException {
        try {
            var folder = server.getManagers().getImapHostManager().getInbox(user);
            var stored = folder.getMessages();
            if (stored.size() >= LatestFirst.CAPACITY) {
                stored.get(0).setFlag(Flags.Flag.DELETED, true);
                folder.expunge();
            }
        } catch (FolderException e) {
            throw new MessagingException("no mailbox", e);
        }
    }
}
