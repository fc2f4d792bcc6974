package dev.waymark.notifications.sms;

import dev.waymark.notifications.sending.Channel;
import dev.waymark.notifications.sending.Handover;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.texts.MessageTexts;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Text messages by SMPP 3.4. */
public final class SmsChannel implements Channel, AutoCloseable {

    /** "Not now" rather than "not this". (SMPP 3.4, 5.1.3) */
    private static final Set<Integer> PASSING = Set.of(
            SMPPConstant.STAT_ESME_RTHROTTLED,
            SMPPConstant.STAT_ESME_RMSGQFUL,
            SMPPConstant.STAT_ESME_RSYSERR,
            SMPPConstant.STAT_ESME_RINVBNDSTS);

    private final SmppSettings settings;
    private final SmppConnection connection;
    private final MessageTexts texts;

    public SmsChannel(SmppSettings settings, MessageTexts texts) {
        this.settings = settings;
        this.connection = new SmppConnection(settings);
        this.texts = texts;
    }

    @Override
    public dev.waymark.contract.Channel medium() {
        return dev.waymark.contract.Channel.SMS;
    }

    @Override
    public Mono<Handover> send(Message message) {
        return Mono.fromCallable(() -> hand(message)).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public void close() {
        connection.close();
    }

    private Handover hand(Message message) {
        SMPPSession session;
        try {
            session = connection.bound();
        } catch (IOException e) {
            return new Handover.Unreachable("smpp-bind");
        }
        var parts = SmsPart.of(texts.sms(message), (byte) message.key().hashCode());
        var taken = 0;
        for (var part : parts) {
            var handover = submit(session, message.to(), part);
            if (!(handover instanceof Handover.Taken)) {
                // With some parts out, sending all of it again is a duplicate to be thought about.
                return taken == 0 ? handover : new Handover.Unsure("smpp-part-" + taken);
            }
            taken++;
        }
        return new Handover.Taken(taken);
    }

    private Handover submit(SMPPSession session, String to, SmsPart part) {
        try {
            session.submitShortMessage(
                    "",
                    senderType(),
                    NumberingPlanIndicator.UNKNOWN,
                    settings.sender(),
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    to.startsWith("+") ? to.substring(1) : to,
                    part.esmClass(),
                    (byte) 0,
                    (byte) 0,
                    null,
                    null,
                    new RegisteredDelivery(SMSCDeliveryReceipt.DEFAULT),
                    (byte) 0,
                    part.coding(),
                    (byte) 0,
                    part.octets());
            return new Handover.Taken(1);
        } catch (NegativeResponseException e) {
            var reason = String.format(Locale.ROOT, "smpp-0x%02x", e.getCommandStatus());
            return PASSING.contains(e.getCommandStatus())
                    ? new Handover.Unreachable(reason)
                    : new Handover.Refused(reason);
        } catch (PDUException e) {
            return new Handover.Refused("smpp-pdu");
        } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
            connection.close();
            return new Handover.Unsure("smpp-no-answer");
        }
    }

    private TypeOfNumber senderType() {
        return settings.sender().chars().allMatch(Character::isDigit)
                ? TypeOfNumber.INTERNATIONAL
                : TypeOfNumber.ALPHANUMERIC;
    }
}
