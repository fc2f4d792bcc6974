package dev.waymark.local;

import dev.waymark.contract.ApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that differ from an example in one place: each limit of a schema once reached, where any text will do, and once passed. */
final class SchemaVariants {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiDocument document;
    private final List<Variant> variants = new ArrayList<>();

    SchemaVariants(ApiDocument document) {
        this.document = document;
    }

    /** One of them, and what is different. */
    record Variant(String what, JsonNode body, boolean isFreeNumber) {

        /** Many shops send an empty text for what they do not know: where a field may be left out, it counts as that. */
        boolean isBlank() {
            return what.startsWith("no text at") || what.startsWith("spaces only at");
        }
    }

    List<Variant> of(JsonNode schema, JsonNode example) {
        vary(schema, example, JsonPointer.empty());
        return variants;
    }

    private void vary(JsonNode reference, JsonNode example, JsonPointer at) {
        var schema = document.resolved(reference);
        with("null", example, at, JSON.nullNode());
        var value = example.at(at);
        switch (value) {
            case ObjectNode object -> members(schema, example, object, at);
            case ArrayNode array -> elements(schema, example, array, at);
            default -> scalar(schema, example, at);
        }
    }

    private void members(JsonNode schema, JsonNode example, ObjectNode object, JsonPointer at) {
        with("another type", example, at, JSON.getNodeFactory().stringNode("{}"));
        if (schema.has("additionalProperties")
                && schema.path("additionalProperties").isBoolean()) {
            with("an unknown member", example, at, object.deepCopy().put("unknownMember", 1));
        }
        schema.path("properties").properties().stream()
                .filter(member -> object.has(member.getKey()))
                .forEach(member -> {
                    var without = object.deepCopy();
                    without.remove(member.getKey());
                    with("no " + member.getKey(), example, at, without);
                    vary(member.getValue(), example, at.appendProperty(member.getKey()));
                });
    }

    private void elements(JsonNode schema, JsonNode example, ArrayNode array, JsonPointer at) {
        with("another type", example, at, JSON.createObjectNode());
        var most = schema.path("maxItems").asInt(0);
        if (most > 0 && !array.isEmpty()) {
            with("most elements", example, at, repeated(array.get(0), most));
            with("too many elements", example, at, repeated(array.get(0), most + 1));
        }
        with("no elements", example, at, JSON.createArrayNode());
        if (!array.isEmpty()) {
            vary(schema.path("items"), example, at.appendIndex(0));
        }
    }

    private void scalar(JsonNode schema, JsonNode example, JsonPointer at) {
        var nodes = JSON.getNodeFactory();
        if (schema.has("maximum")) {
            var least = schema.path("minimum").asInt();
            var most = schema.path("maximum").asInt();
            List.of(least - 1, least, most, most + 1)
                    .forEach(number -> with("number " + number, example, at, nodes.numberNode(number)));
            with("another type", example, at, nodes.stringNode("1"));
            with("a fraction", example, at, nodes.numberNode(1.5));
            return;
        }
        with("another type", example, at, nodes.numberNode(7));
        with("another type", example, at, nodes.booleanNode(false));
        with("no text", example, at, nodes.stringNode(""));
        with("spaces only", example, at, nodes.stringNode("  "));
        if (schema.has("enum")) {
            with("none of the values", example, at, nodes.stringNode("NOBODY_KNOWS_IT"));
        }
        var longest = schema.path("maxLength").asInt(0);
        if (longest > 0) {
            with("too long", example, at, nodes.stringNode("a".repeat(longest + 1)));
        }
        var pattern = schema.path("pattern").asString("");
        if (longest > 0 && pattern.equals("\\S") && schema.has("minLength")) {
            with("longest", example, at, nodes.stringNode("a".repeat(longest)));
        }
        if (pattern.contains("\\s\\u0000")) {
            with("longest", example, at, nodes.stringNode("a".repeat(longest)));
            with("longest, outside the BMP", example, at, nodes.stringNode("😀".repeat(longest)));
            with("a control character", example, at, nodes.stringNode("a\u0007b"));
        }
    }

    private void with(String what, JsonNode example, JsonPointer at, JsonNode value) {
        var free = !at.toString().equals("/orderNumber") && !(what + at).equals("no orderNumber");
        if (at.equals(JsonPointer.empty())) {
            variants.add(new Variant(what, value, free));
            return;
        }
        var body = example.deepCopy();
        switch (body.at(at.head())) {
            case ObjectNode parent -> parent.set(at.last().getMatchingProperty(), value);
            case ArrayNode parent -> parent.set(at.last().getMatchingIndex(), value);
            default -> throw new IllegalStateException(at.toString());
        }
        variants.add(new Variant(what + " at " + at, body, free));
    }

    private static ArrayNode repeated(JsonNode element, int times) {
        return JSON.createArrayNode()
                .addAll(IntStream.range(0, times).mapToObj(_ -> element).toList());
    }
}
