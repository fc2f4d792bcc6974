package dev.waymark.local.sms;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Of all that SMPP can do, this centre does one thing: it takes messages, but for numbers that nobody has. */
final class SmsReceiver {

    /** How those end: to see what becomes of a message that does not get through. */
    private static final String NOBODY = "000000";

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
                        return accepted(keep.apply(Segment.of(sms)));
                    }
                    throw new ProcessRequestException("not done here", SMPPConstant.STAT_ESME_RINVCMDID);
                });
    }

    private static SubmitSmResult accepted(String id) throws ProcessRequestException {
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new ProcessRequestException(e.getMessage(), SMPPConstant.STAT_ESME_RSYSERR, e);
        }
    }
}
