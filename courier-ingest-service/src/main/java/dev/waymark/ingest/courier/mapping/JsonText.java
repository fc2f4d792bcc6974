package dev.waymark.ingest.courier.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Couriers' texts made safe to keep: of bounded length, and such that every JSON writer and font can take them. */
final class JsonText {

    /** Far longer than any scan's text seen; a longer one is cut, not refused. */
    static final int MAX_LENGTH = 500;

    private static final char REPLACEMENT = '\ufffd';

    private JsonText() {}

    /** The text of a value; absent for objects, lists, null, and what is blank. */
    static @Nullable String of(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        var text = printable(cut(node.asString().strip()));
        return text.isEmpty() ? null : text;
    }

    /** Whether there is a text, or an object or list with something in it. */
    static boolean isAnything(JsonNode node) {
        return node.isContainer() ? !node.isEmpty() : of(node) != null;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    private static String printable(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (isUnprintable(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        var replaced = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            replaced.append(isUnprintable(text, i) ? REPLACEMENT : text.charAt(i));
        }
        return replaced.toString();
    }

    /** Half a surrogate pair, which JSON can spell but UTF-8 cannot, or a control character. */
    private static boolean isUnprintable(String text, int index) {
        var c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        return Character.isISOControl(c);
    }
}
