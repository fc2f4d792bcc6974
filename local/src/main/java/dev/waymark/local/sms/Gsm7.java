package dev.waymark.local.sms;

import java.util.Map;

/** The default alphabet of text messages, one character per octet as SMPP carries it. (3GPP TS 23.038, 6.2.1) */
final class Gsm7 {

    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final Map<Integer, Character> AFTER_ESCAPE =
            Map.of(0x14, '^', 0x28, '{', 0x29, '}', 0x2f, '\\', 0x3c, '[', 0x3d, '~', 0x3e, ']', 0x40, '|', 0x65, '€');

    private static final int ESCAPE = 0x1b;

    private Gsm7() {}

    static String text(byte[] octets) {
        var text = new StringBuilder(octets.length);
        for (var i = 0; i < octets.length; i++) {
            var code = octets[i] & 0x7f;
            if (code == ESCAPE && i + 1 < octets.length) {
                text.append(AFTER_ESCAPE.getOrDefault(octets[++i] & 0x7f, ' '));
            } else {
                text.append(ALPHABET.charAt(code));
            }
        }
        return text.toString();
    }
}
