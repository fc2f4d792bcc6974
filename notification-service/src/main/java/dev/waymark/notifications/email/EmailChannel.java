package dev.waymark.notifications.email;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageTemplates;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.time.Clock;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** E-mail by SMTP. */
@Component
public final class EmailChannel implements MessageChannel, AutoCloseable {

    /** Replies from here on are permanent. (RFC 5321, 4.2.1) */
    private static final int PERMANENT = 500;

    private static final int NO_CODE = -1;

    private final MimeMessageFactory factory;
    private final SmtpConnection connection;

    public EmailChannel(JavaMailSenderImpl server, EmailSender sender, MessageTemplates templates, Clock clock) {
        this.connection = new SmtpConnection(server);
        this.factory = new MimeMessageFactory(sender, templates, clock);
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public Mono<DeliveryResult> send(Message message) {
        return Mono.fromCallable(() -> deliver(message)).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public void close() {
        connection.close();
    }

    private DeliveryResult deliver(Message message) throws MessagingException {
        try {
            connection.send(factory.create(message, connection.session()));
            return new DeliveryResult.Accepted(1);
        } catch (AddressException _) {
            return new DeliveryResult.Rejected("address-unreadable");
        } catch (SmtpConnection.CannotConnect _) {
            return new DeliveryResult.Unavailable("smtp-connect");
        } catch (MessagingException e) {
            return result(code(e));
        }
    }

    private static DeliveryResult result(int code) {
        if (code == NO_CODE) {
            return new DeliveryResult.Unknown("smtp-no-answer");
        }
        var reason = "smtp-" + code;
        return code >= PERMANENT ? new DeliveryResult.Rejected(reason) : new DeliveryResult.Unavailable(reason);
    }

    /** The server's reply code, which this exception or one chained to it carries. */
    private static int code(MessagingException e) {
        for (Exception next = e; next instanceof MessagingException failed; next = failed.getNextException()) {
            var code = ownCode(failed);
            if (code != NO_CODE) {
                return code;
            }
        }
        return NO_CODE;
    }

    private static int ownCode(MessagingException e) {
        return switch (e) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException send -> send.getReturnCode();
            default -> NO_CODE;
        };
    }
}
