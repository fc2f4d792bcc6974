package dev.waymark.ingest.courier.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Couriers' texts made safe to store: of bounded length, and without what a JSON writer or a font cannot take. */
final class JsonText {

    /** Far longer than any scan's text seen; a longer one is cut, not rejected. */
    static final int MAX_LENGTH = 500;

    private static final char REPLACEMENT = '\ufffd';

    private JsonText() {}

    /** The text of a value; absent for objects, lists, null, and blank texts. */
    static @Nullable String of(JsonNode node) {
        if (!node.isValueNode() || node.isNull()) {
            return null;
        }
        var text = node.asString().strip();
        var printable = printable(text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH));
        return printable.isEmpty() ? null : printable;
    }

    /** A value as it may be shown: a text made safe, anything else as it is. */
    static JsonNode shown(JsonNode value) {
        if (!value.isString()) {
            return value;
        }
        var text = of(value);
        return JsonNodeFactory.instance.stringNode(text == null ? "" : text);
    }

    /** Whether there is a text, or an object or list that is not empty. */
    static boolean isPresent(JsonNode node) {
        return node.isContainer() ? !node.isEmpty() : of(node) != null;
    }

    private static String printable(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (isUnprintable(text.charAt(i))) {
                return replaced(text);
            }
        }
        return text;
    }

    /** Surrogates that are left as code points are halves of pairs, which JSON can spell but UTF-8 cannot. */
    private static String replaced(String text) {
        return text.codePoints()
                .map(codePoint -> isUnprintable(codePoint) ? REPLACEMENT : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isUnprintable(int character) {
        return Character.isISOControl(character)
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }
}
