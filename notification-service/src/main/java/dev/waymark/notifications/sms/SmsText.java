package dev.waymark.notifications.sms;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;

/**
 * A text message as the network counts and bills it: in GSM-7 where the alphabet suffices, else the whole in UCS-2.
 * (3GPP TS 23.038, 6.2.1; TS 23.040, 9.2.3.24.1)
 */
record SmsText(String text) {

    /** GSM-7 in the order of its codes; the escape at 0x1B has no character of its own. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Characters behind the escape: each costs two. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final byte[] EXTENSION_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};
    private static final byte ESCAPE = 0x1B;

    /** "Concatenated short messages, 8-bit reference number". (3GPP TS 23.040, 9.2.3.24.1) */
    private static final byte[] CONCATENATION_HEADER = {0x05, 0x00, 0x03};

    private static final ESMClass WITH_HEADER =
            new ESMClass(MessageMode.DEFAULT, MessageType.DEFAULT, GSMSpecificFeature.UDHI);

    enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int joined;

        Encoding(int alone, int joined) {
            this.alone = alone;
            this.joined = joined;
        }
    }

    Encoding encoding() {
        return text.chars().allMatch(c -> isBasic(c) || EXTENSION.indexOf(c) >= 0) ? Encoding.GSM_7 : Encoding.UCS_2;
    }

    /**
     * As it is submitted.
     *
     * @param reference the same for all parts of one message, and when one is sent again
     */
    List<SmsPart> parts(short reference, SmppSettings settings) {
        var segments = segments();
        if (segments.size() == 1) {
            return List.of(part(1, new ESMClass(), octets(text), settings));
        }
        return switch (settings.longMessages()) {
            case UDH ->
                numbered(
                        segments,
                        (number, octets) -> part(
                                number, WITH_HEADER, withHeader(reference, segments.size(), number, octets), settings));
            case SAR ->
                numbered(
                        segments,
                        (number, octets) -> part(
                                number,
                                new ESMClass(),
                                octets,
                                settings,
                                new OptionalParameter.Sar_msg_ref_num(reference),
                                new OptionalParameter.Sar_total_segments((byte) segments.size()),
                                new OptionalParameter.Sar_segment_seqnum(number.byteValue())));
            case PAYLOAD ->
                List.of(part(
                        1, new ESMClass(), new byte[0], settings, new OptionalParameter.Message_payload(octets(text))));
        };
    }

    private List<SmsPart> numbered(List<String> segments, BiFunction<Integer, byte[], SmsPart> part) {
        return IntStream.range(0, segments.size())
                .mapToObj(index -> part.apply(index + 1, octets(segments.get(index))))
                .toList();
    }

    private SmsPart part(
            int number, ESMClass esmClass, byte[] octets, SmppSettings settings, OptionalParameter... parameters) {
        var coding = encoding() == Encoding.GSM_7 ? settings.gsm7Coding() : settings.ucs2Coding();
        return new SmsPart(number, esmClass, new RawDataCoding((byte) coding), octets, List.of(parameters));
    }

    private static byte[] withHeader(short reference, int count, int number, byte[] octets) {
        return ByteBuffer.allocate(CONCATENATION_HEADER.length + 3 + octets.length)
                .put(CONCATENATION_HEADER)
                .put((byte) reference)
                .put((byte) count)
                .put((byte) number)
                .put(octets)
                .array();
    }

    /** The text cut so that each piece fits into one segment; nothing that counts two is cut in half. */
    List<String> segments() {
        if (length() <= encoding().alone) {
            return List.of(text);
        }
        var parts = new ArrayList<>(List.of(""));
        text.codePoints().mapToObj(Character::toString).forEach(character -> {
            var extended = parts.getLast() + character;
            if (units(extended) <= encoding().joined) {
                parts.set(parts.size() - 1, extended);
            } else {
                parts.add(character);
            }
        });
        return parts;
    }

    /** Septets in GSM-7, 16-bit units in UCS-2: an emoji counts two. */
    int length() {
        return units(text);
    }

    private int units(String characters) {
        var extended = encoding() == Encoding.UCS_2
                ? 0
                : characters.chars().filter(c -> !isBasic(c)).count();
        return characters.length() + (int) extended;
    }

    private byte[] octets(String part) {
        return encoding() == Encoding.UCS_2 ? part.getBytes(UTF_16BE) : gsm7(part);
    }

    /** One septet in each octet. */
    static byte[] gsm7(String part) {
        var septets = new ByteArrayOutputStream();
        part.chars().forEach(c -> {
            if (isBasic(c)) {
                septets.write(BASIC.indexOf(c));
            } else {
                septets.write(ESCAPE);
                septets.write(EXTENSION_CODES[EXTENSION.indexOf(c)]);
            }
        });
        return septets.toByteArray();
    }

    private static boolean isBasic(int c) {
        return c != ESCAPE && BASIC.indexOf(c) >= 0;
    }
}
