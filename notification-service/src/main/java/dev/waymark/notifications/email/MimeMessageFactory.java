package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.Message.OrderNotification;
import dev.waymark.notifications.sending.MessageTemplates;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;

/** A message as MIME: text first and complete, then the same as HTML. (RFC 2046, 5.1.4: the last is the preferred) */
final class MimeMessageFactory {

    private final EmailSettings settings;
    private final MessageTemplates templates;
    private final EmailRenderer renderer = new EmailRenderer();
    private final Clock clock;

    MimeMessageFactory(EmailSettings settings, MessageTemplates templates, Clock clock) {
        this.settings = settings;
        this.templates = templates;
        this.clock = clock;
    }

    MimeMessage create(Message message, Session session) throws MessagingException, UnsupportedEncodingException {
        var content = EmailContent.of(message, templates.model(message, Channel.EMAIL));
        var mail = mail(session, settings.messageId(message.key()));
        mail.setFrom(new InternetAddress(settings.from(), content.shop(), UTF_8.name()));
        mail.setReplyTo(InternetAddress.parse(settings.replyToOrFrom()));
        mail.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.address(), true));
        mail.setHeader("Subject", folded(content.subject().replace('\u00a0', ' ')));
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Content-Language", content.language().code());
        thread(message, mail);
        mail.setContent(alternative(content));
        mail.saveChanges();
        return mail;
    }

    /**
     * A line with an encoded word has 76 characters at most, with the header's name (RFC 2047, 2). Jakarta Mail leaves the
     * first beside the name, so it begins a line of its own here.
     */
    private static String folded(String subject) throws UnsupportedEncodingException {
        var encoded = MimeUtility.encodeText(subject, UTF_8.name(), null);
        return encoded.startsWith("=?")
                ? "\r\n " + MimeUtility.fold(1, encoded)
                : MimeUtility.fold("Subject: ".length(), encoded);
    }

    /** Jakarta Mail otherwise generates a new Message-ID whenever a message is saved. */
    private static MimeMessage mail(Session session, String messageId) {
        return new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
    }

    /** All e-mails about an order reply to its confirmation, whether that was ever sent by e-mail or not. */
    private void thread(Message message, MimeMessage mail) throws MessagingException {
        if (message instanceof OrderNotification notification
                && !notification.thread().equals(notification.key())) {
            var thread = settings.messageId(notification.thread());
            mail.setHeader("In-Reply-To", thread);
            mail.setHeader("References", thread);
        }
    }

    private MimeMultipart alternative(EmailContent content) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(content.plain(), UTF_8.name());
        plain.setHeader("Content-Transfer-Encoding", "quoted-printable");
        var rich = new MimeBodyPart();
        rich.setText(renderer.html(content), UTF_8.name(), "html");
        rich.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return new MimeMultipart("alternative", plain, rich);
    }
}
