package dev.waymark.local.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.bean.SubmitSm;

/**
 * One segment as it came over the wire.
 *
 * @param reference says which segments belong together; 0 for a message of one segment
 * @param number from 1
 */
record Segment(
        String from, String to, ReceivedSms.Encoding encoding, int reference, int total, int number, String text) {

    private static final byte UCS_2 = 0x08;

    /** "Concatenated short messages, 8-bit reference number": reference, total and number follow. (3GPP TS 23.040, 9.2.3.24.1) */
    private static final byte[] CONCATENATION_HEADER = {0x05, 0x00, 0x03};

    private static final int CONCATENATION_HEADER_LENGTH = 6;

    static Segment of(SubmitSm sms) {
        var octets = sms.getShortMessage();
        if (!sms.isUdhi() || !Arrays.equals(CONCATENATION_HEADER, Arrays.copyOf(octets, CONCATENATION_HEADER.length))) {
            return of(sms, 0, 1, 1, octets);
        }
        var text = Arrays.copyOfRange(octets, CONCATENATION_HEADER_LENGTH, octets.length);
        return of(sms, octets[3] & 0xff, octets[4] & 0xff, octets[5] & 0xff, text);
    }

    private static Segment of(SubmitSm sms, int reference, int total, int number, byte[] text) {
        // SMPP writes international numbers without the plus.
        var to = sms.getDestAddress().startsWith("+") ? sms.getDestAddress() : "+" + sms.getDestAddress();
        var isUcs2 = sms.getDataCoding() == UCS_2;
        return new Segment(
                sms.getSourceAddr(),
                to,
                isUcs2 ? ReceivedSms.Encoding.UCS_2 : ReceivedSms.Encoding.GSM_7,
                reference,
                total,
                number,
                isUcs2 ? new String(text, StandardCharsets.UTF_16BE) : Gsm7.text(text));
    }
}
