package dev.waymark.notifications.sms;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SyncMessageChannel;
import dev.waymark.notifications.sending.TemplateModel;
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
import org.springframework.stereotype.Component;

/** Text messages by SMPP 3.4. */
@Component
public final class SmsChannel extends SyncMessageChannel implements AutoCloseable {

    /** Errors that pass. (SMPP 3.4, 5.1.3) */
    private static final Set<Integer> TEMPORARY = Set.of(
            SMPPConstant.STAT_ESME_RTHROTTLED,
            SMPPConstant.STAT_ESME_RMSGQFUL,
            SMPPConstant.STAT_ESME_RSYSERR,
            SMPPConstant.STAT_ESME_RINVBNDSTS);

    private final SmppSettings settings;
    private final SmppConnection connection;
    private final MessageTemplates templates;

    public SmsChannel(SmppSettings settings, MessageTemplates templates) {
        this.settings = settings;
        this.connection = new SmppConnection(settings);
        this.templates = templates;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public void close() {
        connection.close();
    }

    /**
     * A no-break space is not in GSM-7: one would double the price. Phones recognise a link without {@code https://},
     * which costs eight characters of seventy.
     */
    static SmsText text(TemplateModel model) {
        return new SmsText(model.get("sms").replace('\u00a0', ' ').replace("https://", ""));
    }

    @Override
    protected DeliveryResult deliver(Message message) {
        SMPPSession session;
        try {
            session = connection.bound();
        } catch (IOException _) {
            return new DeliveryResult.Unavailable("smpp-bind");
        }
        var text = text(templates.model(message, Channel.SMS));
        var accepted = 0;
        for (var segment : text.segments((byte) message.key().hashCode())) {
            var result = submit(session, message.address(), segment);
            if (!(result instanceof DeliveryResult.Accepted)) {
                // Some segments are sent already: sending the whole again would duplicate them.
                return accepted == 0 ? result : new DeliveryResult.Unknown("smpp-part-" + accepted);
            }
            accepted++;
        }
        return new DeliveryResult.Accepted(accepted);
    }

    private DeliveryResult submit(SMPPSession session, String address, SmsText.Segment segment) {
        try {
            session.submitShortMessage(
                    "",
                    senderType(),
                    NumberingPlanIndicator.UNKNOWN,
                    settings.sender(),
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    address.startsWith("+") ? address.substring(1) : address,
                    segment.esmClass(),
                    (byte) 0,
                    (byte) 0,
                    null,
                    null,
                    new RegisteredDelivery(SMSCDeliveryReceipt.DEFAULT),
                    (byte) 0,
                    segment.coding(),
                    (byte) 0,
                    segment.octets());
            return new DeliveryResult.Accepted(1);
        } catch (NegativeResponseException e) {
            var reason = String.format(Locale.ROOT, "smpp-0x%02x", e.getCommandStatus());
            return TEMPORARY.contains(e.getCommandStatus())
                    ? new DeliveryResult.Unavailable(reason)
                    : new DeliveryResult.Rejected(reason);
        } catch (PDUException _) {
            return new DeliveryResult.Rejected("smpp-pdu");
        } catch (ResponseTimeoutException | InvalidResponseException | IOException _) {
            connection.close();
            return new DeliveryResult.Unknown("smpp-no-answer");
        }
    }

    private TypeOfNumber senderType() {
        return settings.sender().chars().allMatch(Character::isDigit)
                ? TypeOfNumber.INTERNATIONAL
                : TypeOfNumber.ALPHANUMERIC;
    }
}
