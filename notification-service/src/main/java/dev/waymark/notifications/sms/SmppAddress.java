package dev.waymark.notifications.sms;

import dev.waymark.notifications.sms.SmppSettings.Numbering;
import java.util.regex.Pattern;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** Who sends, or who receives, with the kind of number that it is. (SMPP 3.4, 5.2.5, 5.2.6) */
record SmppAddress(TypeOfNumber type, NumberingPlanIndicator plan, String number) {

    /** A number that is valid at this provider only. */
    private static final Pattern SHORT_CODE = Pattern.compile("[0-9]{1,6}");

    private static final Pattern INTERNATIONAL = Pattern.compile("\\+?[0-9]{7,20}");

    static SmppAddress source(SmppSettings settings) {
        var sender = settings.sender();
        if (INTERNATIONAL.matcher(sender).matches()) {
            return international(sender, settings.source());
        }
        var type = SHORT_CODE.matcher(sender).matches() ? TypeOfNumber.NETWORK_SPECIFIC : TypeOfNumber.ALPHANUMERIC;
        return of(type, NumberingPlanIndicator.UNKNOWN, sender, settings.source());
    }

    static SmppAddress destination(SmppSettings settings, String phone) {
        return international(phone, settings.destination());
    }

    private static SmppAddress international(String number, Numbering configured) {
        var digits = number.startsWith("+") ? number.substring(1) : number;
        return of(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, digits, configured);
    }

    private static SmppAddress of(TypeOfNumber type, NumberingPlanIndicator plan, String number, Numbering configured) {
        return new SmppAddress(
                configured.ton() == null
                        ? type
                        : TypeOfNumber.valueOf(configured.ton().byteValue()),
                configured.npi() == null
                        ? plan
                        : NumberingPlanIndicator.valueOf(configured.npi().byteValue()),
                number);
    }
}
