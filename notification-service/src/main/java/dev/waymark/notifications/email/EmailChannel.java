package dev.waymark.notifications.email;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SyncMessageChannel;
import dev.waymark.platform.contact.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** E-mail by SMTP. */
@Component
public final class EmailChannel extends SyncMessageChannel implements AutoCloseable {

    /** Replies from here on are permanent. (RFC 5321, 4.2.1) */
    private static final int PERMANENT = 500;

    private static final int NO_REPLY = -1;

    private final MimeMessageFactory factory;
    private final SmtpConnection ascii;
    private final SmtpConnection utf8;

    public EmailChannel(JavaMailSenderImpl server, EmailSettings settings, MessageTemplates templates, Clock clock) {
        this.ascii = new SmtpConnection(server, false);
        this.utf8 = new SmtpConnection(server, true);
        this.factory = new MimeMessageFactory(settings, templates, clock);
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public void close() {
        ascii.close();
        utf8.close();
    }

    @Override
    protected DeliveryResult deliver(Message message) throws MessagingException, UnsupportedEncodingException {
        var connection = EmailAddress.isAscii(message.address()) ? ascii : utf8;
        try {
            connection.send(factory.create(message, connection.session()));
            return new DeliveryResult.Accepted(1);
        } catch (AddressException _) {
            return new DeliveryResult.Rejected("address-unreadable");
        } catch (SmtpConnection.EnvelopeNotAscii _) {
            return new DeliveryResult.Rejected("smtputf8-not-offered");
        } catch (SmtpConnection.CannotConnect _) {
            return new DeliveryResult.Unavailable("smtp-connect");
        } catch (MessagingException e) {
            return result(replyCode(e));
        }
    }

    private static DeliveryResult result(int replyCode) {
        if (replyCode == NO_REPLY) {
            return new DeliveryResult.Unknown("smtp-no-answer");
        }
        var reason = "smtp-" + replyCode;
        return replyCode >= PERMANENT ? new DeliveryResult.Rejected(reason) : new DeliveryResult.Unavailable(reason);
    }

    /** The server's reply code, which this exception or one chained to it carries. */
    private static int replyCode(@Nullable Exception e) {
        var code = switch (e) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            case null, default -> NO_REPLY;
        };
        return code == NO_REPLY && e instanceof MessagingException chained
                ? replyCode(chained.getNextException())
                : code;
    }
}
