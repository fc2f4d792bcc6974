package dev.waymark.platform.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.stream.Collectors;

/**
 * The format of a text without its content: every letter becomes {@code x}, every digit {@code 9}. It is enough to mend
 * what reads it, and shows nobody's name or number.
 */
public final class FormatMask {

    private static final int MAX_LENGTH = 64;

    private FormatMask() {}

    /** Of a long text the beginning, and its length. */
    public static String of(String text) {
        var mask = text.codePoints().limit(MAX_LENGTH).mapToObj(FormatMask::of).collect(Collectors.joining());
        return text.length() <= MAX_LENGTH ? mask : "%s… (%d)".formatted(mask, text.length());
    }

    /** Of bytes that cannot be parsed: their number, and the format of the first. */
    public static String of(byte[] body) {
        return "%d bytes: %s"
                .formatted(body.length, of(new String(body, 0, Math.min(body.length, MAX_LENGTH), ISO_8859_1)));
    }

    private static String of(int character) {
        if (Character.isDigit(character)) {
            return "9";
        }
        if (Character.isLetter(character)) {
            return "x";
        }
        // What is no printable ASCII character may be a letter, or half of one.
        return character >= ' ' && character < 0x7f ? Character.toString(character) : "·";
    }
}
