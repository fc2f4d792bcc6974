package dev.waymark.notifications.email;

import dev.waymark.notifications.sending.Channel;
import dev.waymark.notifications.sending.Handover;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.texts.MessageTexts;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.time.Clock;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** E-mail by SMTP. */
public final class EmailChannel implements Channel, AutoCloseable {

    private static final int PERMANENT = 500;
    private static final int NO_CODE = -1;

    private final MailComposer composer;
    private final SmtpConnection connection;

    public EmailChannel(JavaMailSenderImpl server, EmailIdentity identity, MessageTexts texts, Clock clock) {
        this.connection = new SmtpConnection(server);
        this.composer = new MailComposer(identity, texts, clock);
    }

    @Override
    public dev.waymark.contract.Channel medium() {
        return dev.waymark.contract.Channel.EMAIL;
    }

    @Override
    public Mono<Handover> send(Message message) {
        return Mono.fromCallable(() -> hand(message)).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public void close() {
        connection.close();
    }

    private Handover hand(Message message) throws MessagingException {
        try {
            connection.send(composer.compose(message, connection.session()));
            return new Handover.Taken(1);
        } catch (AddressException e) {
            return new Handover.Refused("address-unreadable");
        } catch (SmtpConnection.CannotConnect e) {
            return new Handover.Unreachable("smtp-connect");
        } catch (MessagingException e) {
            return answered(code(e));
        }
    }

    private static Handover answered(int code) {
        if (code == NO_CODE) {
            return new Handover.Unsure("smtp-no-answer");
        }
        var reason = "smtp-" + code;
        return code >= PERMANENT ? new Handover.Refused(reason) : new Handover.Unreachable(reason);
    }

    /** The server's reply code, which is behind the exception or behind one that hangs on it. */
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
        if (e instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (e instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return e instanceof SMTPSendFailedException send ? send.getReturnCode() : NO_CODE;
    }
}
