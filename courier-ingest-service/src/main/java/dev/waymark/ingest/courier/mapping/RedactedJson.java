package dev.waymark.ingest.courier.mapping;

import dev.waymark.ingest.courier.FormatMask;
import java.math.BigDecimal;
import java.util.regex.Pattern;
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

    private final VisibleFields visible;

    private RedactedJson(VisibleFields visible) {
        this.visible = visible;
    }

    /** With the names and the formats of all that is in it, and no value. */
    public static String of(JsonNode root) {
        return of(root, new VisibleFields());
    }

    static String of(JsonNode root, VisibleFields visible) {
        var text = WRITER.writeValueAsString(new RedactedJson(visible).redacted(root));
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
                        name(member.getKey()), redacted(member.getValue(), visible.contains(object, member.getKey()))));
        return redacted;
    }

    private JsonNode redactedList(ArrayNode list) {
        var redacted = NODES.arrayNode();
        for (var i = 0; i < Math.min(list.size(), MAX_LIST_LENGTH); i++) {
            redacted.add(redacted(list.get(i), visible.contains(list, String.valueOf(i))));
        }
        if (list.size() > MAX_LIST_LENGTH) {
            redacted.add("… (%d)".formatted(list.size()));
        }
        return redacted;
    }

    private JsonNode redacted(JsonNode value, boolean isVisible) {
        if (!isVisible || value.isContainer()) {
            return redacted(value);
        }
        var text = JsonText.of(value);
        return value.isString() ? NODES.stringNode(text == null ? "" : text) : value;
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
