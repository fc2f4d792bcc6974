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

/** A payload with its structure and names in full, and with values only where somebody at a desk may see them. */
final class RedactedJson {

    /** As programmers name things. What else stands in a name's place may be an address or a number of somebody's. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$@][A-Za-z0-9_.:$-]{0,63}");

    private static final int LONGEST_LIST = 100;
    private static final int LONGEST_TEXT = 64 * 1024;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private final VisibleFields seen;

    private RedactedJson(VisibleFields seen) {
        this.seen = seen;
    }

    /** Such as a person reads. */
    static String text(JsonNode root, VisibleFields seen) {
        var text = WRITER.writeValueAsString(new RedactedJson(seen).masked(root));
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    private JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return maskedObject(object);
        }
        if (node instanceof ArrayNode list) {
            return maskedList(list);
        }
        return shape(node);
    }

    private JsonNode maskedObject(ObjectNode object) {
        var masked = NODES.objectNode();
        object.properties()
                .forEach(member -> masked.set(
                        name(member.getKey()), masked(member.getValue(), seen.has(object, member.getKey()))));
        return masked;
    }

    private JsonNode maskedList(ArrayNode list) {
        var masked = NODES.arrayNode();
        for (var i = 0; i < Math.min(list.size(), LONGEST_LIST); i++) {
            masked.add(masked(list.get(i), seen.has(list, String.valueOf(i))));
        }
        if (list.size() > LONGEST_LIST) {
            masked.add("… (%d)".formatted(list.size()));
        }
        return masked;
    }

    private JsonNode masked(JsonNode value, boolean shown) {
        if (!shown || value.isContainer()) {
            return masked(value);
        }
        var text = JsonText.of(value);
        return value.isString() ? NODES.stringNode(text == null ? "" : text) : value;
    }

    private static String name(String name) {
        return NAME.matcher(name).matches() ? name : FormatMask.of(name);
    }

    /** True, false and null are nobody's. */
    private static JsonNode shape(JsonNode value) {
        if (value.isNumber()) {
            return number(FormatMask.of(value.asString()));
        }
        return value.isString() ? NODES.stringNode(FormatMask.of(value.asString())) : value;
    }

    /** Still a number, where its shape is one. */
    private static JsonNode number(String shape) {
        try {
            return NODES.numberNode(new BigDecimal(shape));
        } catch (NumberFormatException notOne) {
            return NODES.stringNode(shape);
        }
    }
}
