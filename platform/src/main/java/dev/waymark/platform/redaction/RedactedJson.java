package dev.waymark.platform.redaction;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A payload with its structure and names in full, and with values only where support may see them. */
public final class RedactedJson {

    /** Names as programmers write them. Any other may be an address or a number of somebody's. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_.:$-]{0,63}");

    private static final int MAX_LIST_LENGTH = 100;
    private static final int MAX_LENGTH = 64 * 1024;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private final Visibility visibility;
    private final UnaryOperator<JsonNode> shown;

    private RedactedJson(Visibility visibility, UnaryOperator<JsonNode> shown) {
        this.visibility = visibility;
        this.shown = shown;
    }

    /** Which values of a payload may be seen. */
    @FunctionalInterface
    public interface Visibility {

        /**
         * Whether the value may be seen.
         *
         * @param key a name or an index
         */
        boolean contains(JsonNode container, String key);
    }

    /** With the names and the formats of all that is in it, and no value; of what is no JSON the format of its beginning. */
    public static String of(byte[] value) {
        try {
            return of(JsonMapper.shared().readTree(value), (_, _) -> false, visible -> visible);
        } catch (JacksonException | StackOverflowError _) {
            return FormatMask.of(value);
        }
    }

    /**
     * With those values that may be seen.
     *
     * @param shown what is shown of such a value
     */
    public static String of(JsonNode root, Visibility visibility, UnaryOperator<JsonNode> shown) {
        var text = WRITER.writeValueAsString(new RedactedJson(visibility, shown).redacted(root));
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    private JsonNode redacted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> redactedObject(object);
            case ArrayNode list -> redactedList(list);
            default -> masked(node);
        };
    }

    private JsonNode redactedObject(ObjectNode object) {
        var redacted = NODES.objectNode();
        object.properties()
                .forEach(member -> redacted.set(
                        name(member.getKey()),
                        redacted(member.getValue(), visibility.contains(object, member.getKey()))));
        return redacted;
    }

    private JsonNode redactedList(ArrayNode list) {
        var redacted = NODES.arrayNode();
        for (var i = 0; i < Math.min(list.size(), MAX_LIST_LENGTH); i++) {
            redacted.add(redacted(list.get(i), visibility.contains(list, String.valueOf(i))));
        }
        if (list.size() > MAX_LIST_LENGTH) {
            redacted.add("… (%d)".formatted(list.size()));
        }
        return redacted;
    }

    private JsonNode redacted(JsonNode value, boolean isVisible) {
        return !isVisible || value.isContainer() ? redacted(value) : shown.apply(value);
    }

    private static String name(String name) {
        return NAME.matcher(name).matches() ? name : FormatMask.of(name);
    }

    /** True, false and null say nothing about a person. A number stays one where its mask is one. */
    private static JsonNode masked(JsonNode value) {
        if (!value.isString() && !value.isNumber()) {
            return value;
        }
        var mask = FormatMask.of(value.asString());
        try {
            return value.isNumber() ? NODES.numberNode(new BigDecimal(mask)) : NODES.stringNode(mask);
        } catch (NumberFormatException _) {
            return NODES.stringNode(mask);
        }
    }
}
