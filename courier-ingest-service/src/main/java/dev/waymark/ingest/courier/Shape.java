package dev.waymark.ingest.courier;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * What a text looks like without what it says: every letter an {@code x}, every digit a {@code 9}, the rest as it is. It
 * is what a mapping is mended by, and tells nobody's name or number.
 */
public final class Shape {

    private static final int LONGEST = 64;

    private Shape() {}

    /** Of a text; of a long one the beginning, and how long it is. */
    public static String of(String text) {
        var shape = text.codePoints().limit(LONGEST).mapToObj(Shape::of).collect(Collectors.joining());
        return text.length() <= LONGEST ? shape : "%s… (%d)".formatted(shape, text.length());
    }

    /** Of bytes that nobody could read: how many, and what the first look like. */
    public static String of(byte[] body) {
        var first = new String(body, 0, Math.min(body.length, LONGEST), StandardCharsets.ISO_8859_1);
        return "%d bytes: %s".formatted(body.length, of(first));
    }

    private static String of(int character) {
        if (Character.isDigit(character)) {
            return "9";
        }
        // Whatever is no plain sign of ASCII may be a letter of somebody's, or half of one.
        return Character.isLetter(character)
                ? "x"
                : character > ' ' && character < 0x7f ? Character.toString(character) : character == ' ' ? " " : "·";
    }
}
