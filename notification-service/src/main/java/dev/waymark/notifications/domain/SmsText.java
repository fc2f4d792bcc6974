package dev.waymark.notifications.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A text message as the network counts and bills it: in GSM-7 where the alphabet suffices, else the whole in UCS-2.
 * (3GPP TS 23.038, 6.2.1; TS 23.040, 9.2.3.24.1)
 */
public record SmsText(String text) {

    /** GSM-7 in the order of its codes; the escape at 0x1B has no character of its own. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Characters behind the escape: each costs two. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final byte[] EXTENSION_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};
    private static final byte ESCAPE = 0x1B;

    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int joined;

        Encoding(int alone, int joined) {
            this.alone = alone;
            this.joined = joined;
        }
    }

    public SmsText {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text: \"\" (expected: at least one character)");
        }
    }

    public Encoding encoding() {
        return text.chars().allMatch(c -> isBasic(c) || EXTENSION.indexOf(c) >= 0) ? Encoding.GSM_7 : Encoding.UCS_2;
    }

    /** Septets in GSM-7, 16-bit units in UCS-2: an emoji counts two. */
    public int length() {
        return units(text);
    }

    public int segments() {
        return parts().size();
    }

    /** The text cut so that each part fits; nothing that counts two is cut in half. */
    public List<String> parts() {
        var encoding = encoding();
        if (length() <= encoding.alone) {
            return List.of(text);
        }
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        var used = 0;
        for (var codePoint : text.codePoints().toArray()) {
            var character = Character.toString(codePoint);
            var cost = units(character);
            if (used + cost > encoding.joined) {
                parts.add(part.toString());
                part.setLength(0);
                used = 0;
            }
            part.append(character);
            used += cost;
        }
        parts.add(part.toString());
        return parts;
    }

    /** {@code part} of a GSM-7 text as octets, one septet in each. */
    public static byte[] gsm7(String part) {
        var septets = new java.io.ByteArrayOutputStream();
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

    private int units(String characters) {
        return encoding() == Encoding.UCS_2
                ? characters.length()
                : characters.length()
                        + (int) characters.chars().filter(c -> !isBasic(c)).count();
    }

    private static boolean isBasic(int c) {
        return c != ESCAPE && BASIC.indexOf(c) >= 0;
    }
}
