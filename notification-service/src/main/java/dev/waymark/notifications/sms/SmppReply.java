package dev.waymark.notifications.sms;

import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sms.SmppSettings.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsmpp.SMPPConstant;

/**
 * What a centre answered.
 *
 * @param isBind whether to a bind, else to a message
 * @param status the command_status (SMPP 3.4, 5.1.3; 5.0, 4.7.6)
 */
record SmppReply(boolean isBind, int status) {

    /** Trouble of the centre's, and a session of ours that it has not seen end yet. */
    private static final Set<Integer> BIND_PASSES = Set.of(
            SMPPConstant.STAT_ESME_RALYBND,
            SMPPConstant.STAT_ESME_RSYSERR,
            SMPPConstant.STAT_ESME_RMSGQFUL,
            SMPPConstant.STAT_ESME_RTHROTTLED,
            SMPPConstant.STAT_ESME_RX_T_APPN);

    /** Our protocol, password, sender or settings, by the code's own meaning. */
    private static final Set<Integer> OURS = Set.of(
            SMPPConstant.STAT_ESME_RINVCMDLEN,
            SMPPConstant.STAT_ESME_RINVCMDID,
            SMPPConstant.STAT_ESME_RINVPRTFLG,
            SMPPConstant.STAT_ESME_RINVREGDLVFLG,
            SMPPConstant.STAT_ESME_RINVSRCADR,
            SMPPConstant.STAT_ESME_RBINDFAIL,
            SMPPConstant.STAT_ESME_RINVPASWD,
            SMPPConstant.STAT_ESME_RINVSYSID,
            SMPPConstant.STAT_ESME_RINVSERTYP,
            SMPPConstant.STAT_ESME_RINVESMCLASS,
            SMPPConstant.STAT_ESME_RINVSRCTON,
            SMPPConstant.STAT_ESME_RINVSRCNPI,
            SMPPConstant.STAT_ESME_RINVDSTTON,
            SMPPConstant.STAT_ESME_RINVDSTNPI,
            SMPPConstant.STAT_ESME_RINVSYSTYP,
            SMPPConstant.STAT_ESME_RINVREPFLAG,
            SMPPConstant.STAT_ESME_RINVSCHED,
            SMPPConstant.STAT_ESME_RINVEXPIRY,
            SMPPConstant.STAT_ESME_RINVDFTMSGID,
            0xC0,
            0xC1,
            0xC2,
            0xC3,
            0xC4,
            // SMPP 5.0: service types, prohibited operations, data_coding, subunits.
            0x100,
            0x101,
            0x103,
            0x104,
            0x105,
            0x106);

    /** Labels know no others, so that a centre cannot invent any number of them. */
    private static final int LAST_OF_SPECIFICATION = 0x112;

    private static final int VENDOR = 0x400;
    private static final int LAST_OF_VENDOR = 0x4FF;

    String reason() {
        return reason(isBind, isKnown() ? String.format(Locale.ROOT, "0x%02x", status) : "other");
    }

    static String reason(boolean isBind, String what) {
        return (isBind ? "smpp-bind-" : "smpp-submit-") + what;
    }

    private boolean isKnown() {
        return (status >= 0 && status <= LAST_OF_SPECIFICATION) || (status >= VENDOR && status <= LAST_OF_VENDOR);
    }

    /**
     * Whose matter the reply is. It is tried again unless the code says that this message or this address can never be taken.
     *
     * @param own what this provider means by a code, where it is not what SMPP says
     */
    DeliveryResult result(Map<Integer, Verdict> own) {
        var verdict = isBind ? ofBind() : own.getOrDefault(status, ofMessage());
        return switch (verdict) {
            case REJECTED -> new DeliveryResult.Rejected(reason());
            case UNDELIVERABLE -> new DeliveryResult.Undeliverable(reason());
            case UNAVAILABLE -> new DeliveryResult.Unavailable(reason());
            case SENDER_REFUSED -> new DeliveryResult.SenderRefused(reason());
        };
    }

    private Verdict ofBind() {
        return BIND_PASSES.contains(status) ? Verdict.UNAVAILABLE : Verdict.SENDER_REFUSED;
    }

    private Verdict ofMessage() {
        if (OURS.contains(status)) {
            return Verdict.SENDER_REFUSED;
        }
        return switch (status) {
            case SMPPConstant.STAT_ESME_RINVMSGLEN -> Verdict.REJECTED;
            case SMPPConstant.STAT_ESME_RINVDSTADR -> Verdict.UNDELIVERABLE;
            default -> Verdict.UNAVAILABLE;
        };
    }
}
