package dev.waymark.notifications.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import dev.waymark.notifications.domain.SmsText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;

/** One segment as it is submitted. */
// Never compared, and read by one sender only.
@SuppressWarnings("ArrayRecordComponent")
record SmsSegment(ESMClass esmClass, DataCoding coding, byte[] octets) {

    /** "Concatenated short messages, 8-bit reference number". (3GPP TS 23.040, 9.2.3.24.1) */
    private static final byte[] CONCATENATION_HEADER = {0x05, 0x00, 0x03};

    private static final int CONCATENATION_HEADER_LENGTH = 6;

    /** @param reference the same for all parts of one message, and when it is sent again */
    static List<SmsSegment> of(SmsText text, byte reference) {
        var coding = new GeneralDataCoding(alphabet(text));
        var texts = text.parts();
        var parts = new ArrayList<SmsSegment>();
        for (var index = 0; index < texts.size(); index++) {
            var octets = octets(text, texts.get(index));
            parts.add(
                    texts.size() == 1
                            ? new SmsSegment(esmClass(GSMSpecificFeature.DEFAULT), coding, octets)
                            : new SmsSegment(
                                    esmClass(GSMSpecificFeature.UDHI),
                                    coding,
                                    concatenated(reference, texts.size(), index + 1, octets)));
        }
        return parts;
    }

    private static byte[] concatenated(byte reference, int count, int number, byte[] octets) {
        return ByteBuffer.allocate(CONCATENATION_HEADER_LENGTH + octets.length)
                .put(CONCATENATION_HEADER)
                .put(reference)
                .put((byte) count)
                .put((byte) number)
                .put(octets)
                .array();
    }

    private static Alphabet alphabet(SmsText text) {
        return switch (text.encoding()) {
            case GSM_7 -> Alphabet.ALPHA_DEFAULT;
            case UCS_2 -> Alphabet.ALPHA_UCS2;
        };
    }

    private static byte[] octets(SmsText text, String part) {
        return switch (text.encoding()) {
            case GSM_7 -> SmsText.gsm7(part);
            case UCS_2 -> part.getBytes(UTF_16BE);
        };
    }

    private static ESMClass esmClass(GSMSpecificFeature feature) {
        return new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, feature);
    }
}
