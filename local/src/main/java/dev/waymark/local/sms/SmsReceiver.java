package dev.waymark.local.sms;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.ServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Of all that SMPP can do, this centre does one thing: it takes messages, but for numbers that nobody has, and says that they have arrived. */
final class SmsReceiver {

    /** How those end: to see what becomes of a message that does not get through. */
    private static final String NOBODY = "000000";

    private static final Logger log = LoggerFactory.getLogger(SmsReceiver.class);

    private SmsReceiver() {}

    /** Hands each segment to {@code keep}, which gives it the operator's id; refuses each of the other eight requests. */
    static ServerMessageReceiverListener of(Function<Segment, String> keep) {
        return (ServerMessageReceiverListener) Proxy.newProxyInstance(
                SmsReceiver.class.getClassLoader(),
                new Class<?>[] {ServerMessageReceiverListener.class},
                (listener, method, arguments) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(listener, method, arguments);
                    }
                    if (arguments[0] instanceof SubmitSm sms) {
                        if (sms.getDestAddress().endsWith(NOBODY)) {
                            throw new ProcessRequestException("nobody's number", SMPPConstant.STAT_ESME_RINVDSTADR);
                        }
                        var id = keep.apply(Segment.of(sms));
                        if (sms.getRegisteredDelivery() != 0 && arguments[1] instanceof ServerSession session) {
                            Thread.startVirtualThread(() -> deliverReceipt(sms, id, session));
                        }
                        return accepted(id);
                    }
                    throw new ProcessRequestException("not done here", SMPPConstant.STAT_ESME_RINVCMDID);
                });
    }

    /** The inbox has it: what an operator says of a phone. (SMPP 3.4, appendix B) */
    private static void deliverReceipt(SubmitSm sms, String id, ServerSession session) {
        var text = "id:" + id + " sub:001 dlvrd:001 stat:DELIVRD err:000 text:";
        try {
            session.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    sms.getDestAddress(),
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.UNKNOWN,
                    sms.getSourceAddr(),
                    new ESMClass(MessageMode.DEFAULT, MessageType.SMSC_DEL_RECEIPT, GSMSpecificFeature.DEFAULT),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(),
                    DataCodings.newInstance((byte) 0),
                    text.getBytes(US_ASCII));
        } catch (PDUException
                | ResponseTimeoutException
                | InvalidResponseException
                | NegativeResponseException
                | IOException e) {
            log.debug("a receipt that nobody has taken", e);
        }
    }

    private static SubmitSmResult accepted(String id) throws ProcessRequestException {
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSYSERR, e);
        }
    }
}
