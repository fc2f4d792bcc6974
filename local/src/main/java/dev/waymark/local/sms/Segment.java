package dev.waymark.local.sms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jspecify.annotations.Nullable;

/**
 * One segment as it came over the wire.
 *
 * @param reference says which segments belong together; 0 for a message of one segment
 * @param number from 1
 */
record Segment(ReceivedSms.Encoding encoding, int reference, int total, int number, String text) {

    private static final byte UCS_2 = 0x08;
    private static final byte LATIN_1 = 0x03;
    private static final byte CONCATENATED_8_BIT = 0x00;
    private static final byte CONCATENATED_16_BIT = 0x08;

    static Segment of(SubmitSm sms) {
        var payload = payload(sms);
        var encoding = sms.getDataCoding() == UCS_2 ? ReceivedSms.Encoding.UCS_2 : ReceivedSms.Encoding.GSM_7;
        if (!sms.isUdhi()) {
            return bySar(sms, encoding, text(sms, payload));
        }
        var headerLength = payload[0] & 0xff;
        var text = text(sms, Arrays.copyOfRange(payload, headerLength + 1, payload.length));
        var part = concatenation(payload, headerLength);
        return part == null
                ? new Segment(encoding, 0, 1, 1, text)
                : new Segment(encoding, part[0], part[1], part[2], text);
    }

    private static byte[] payload(SubmitSm sms) {
        var inShortMessage = sms.getShortMessage();
        if (inShortMessage != null && inShortMessage.length > 0) {
            return inShortMessage;
        }
        return sms.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD)
                        instanceof OptionalParameter.OctetString payload
                ? payload.getValue()
                : new byte[0];
    }

    private static Segment bySar(SubmitSm sms, ReceivedSms.Encoding encoding, String text) {
        var reference = sar(sms, OptionalParameter.Tag.SAR_MSG_REF_NUM);
        var total = sar(sms, OptionalParameter.Tag.SAR_TOTAL_SEGMENTS);
        var number = sar(sms, OptionalParameter.Tag.SAR_SEGMENT_SEQNUM);
        return reference == null || total == null || number == null
                ? new Segment(encoding, 0, 1, 1, text)
                : new Segment(encoding, reference, total, number, text);
    }

    private static @Nullable Integer sar(SubmitSm sms, OptionalParameter.Tag tag) {
        var parameter = sms.getOptionalParameter(tag);
        if (parameter instanceof OptionalParameter.Short value) {
            return value.getValue() & 0xffff;
        }
        return parameter instanceof OptionalParameter.Byte value ? value.getValue() & 0xff : null;
    }

    /** Reference, total and number out of a user data header; null when it says nothing of the kind. (3GPP TS 23.040) */
    private static int @Nullable [] concatenation(byte[] payload, int headerLength) {
        for (var at = 1; at + 1 < headerLength + 1; at += 2 + (payload[at + 1] & 0xff)) {
            var element = payload[at];
            if (element == CONCATENATED_8_BIT) {
                return new int[] {payload[at + 2] & 0xff, payload[at + 3] & 0xff, payload[at + 4] & 0xff};
            }
            if (element == CONCATENATED_16_BIT) {
                var reference = ((payload[at + 2] & 0xff) << 8) | (payload[at + 3] & 0xff);
                return new int[] {reference, payload[at + 4] & 0xff, payload[at + 5] & 0xff};
            }
        }
        return null;
    }

    private static String text(SubmitSm sms, byte[] bytes) {
        return switch (sms.getDataCoding()) {
            case UCS_2 -> new String(bytes, StandardCharsets.UTF_16BE);
            case LATIN_1 -> new String(bytes, StandardCharsets.ISO_8859_1);
            default -> Gsm7.text(bytes);
        };
    }
}
