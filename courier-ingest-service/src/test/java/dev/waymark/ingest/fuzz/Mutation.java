package dev.waymark.ingest.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Changes captured payloads where it hurts: a value here, a list there, and all around it stays as the courier sends it. */
final class Mutation {

    /** As much as the service takes of most couriers. */
    static final int LARGEST = 256 << 10;

    private static final int MOST_CHANGES = 16;
    private static final JsonMapper JSON = new JsonMapper();

    private Mutation() {}

    /** {@code payload}, changed as {@code choices} say; as it is when there are none. */
    static byte[] of(byte[] payload, FuzzInput choices) {
        var changed = new String(payload, UTF_8);
        for (var i = 0; i < MOST_CHANGES && choices.areLeft() && changed.length() < LARGEST; i++) {
            changed = changed(changed, choices);
        }
        var bytes = changed.getBytes(UTF_8);
        return bytes.length <= LARGEST ? bytes : payload;
    }

    private static String changed(String payload, FuzzInput choices) {
        if (choices.of(8) == 7) {
            return changedCharacters(payload, choices);
        }
        try {
            var root = JSON.readTree(payload);
            return root.isContainer() ? changed(root, choices) : changedCharacters(payload, choices);
        } catch (JacksonException notJson) {
            return payload.startsWith("{") || payload.indexOf('=') < 0
                    ? changedCharacters(payload, choices)
                    : changedForm(payload, choices);
        }
    }

    private static String changed(JsonNode root, FuzzInput choices) {
        var places = new ArrayList<Place>();
        collect(root, places);
        if (!places.isEmpty()) {
            change(places.get(choices.of(places.size())), places, choices);
        }
        return JSON.writeValueAsString(root);
    }

    private static void change(Place place, List<Place> places, FuzzInput choices) {
        switch (choices.of(8)) {
            case 0, 1 -> place.set(raw(HostileValues.VALUES.get(choices.of(HostileValues.VALUES.size()))));
            case 2 -> place.set(places.get(choices.of(places.size())).value().deepCopy());
            case 3 -> place.remove();
            case 4 -> place.set(JSON.createArrayNode().add(place.value()));
            case 5 -> place.set(JSON.stringNode(choices.text(80)));
            case 6 -> place.set(inside(place.value(), choices));
            default -> repeat(place, 2 + choices.of(600));
        }
    }

    /** Of JSON in a string one value, else one end of the text. */
    private static JsonNode inside(JsonNode value, FuzzInput choices) {
        var text = value.isString() ? value.asString() : value.toString();
        if (value.isString() && text.startsWith("{")) {
            return JSON.stringNode(changed(text, choices));
        }
        return JSON.stringNode(
                choices.of(2) == 0 ? text + choices.text(8) : text.substring(Math.min(text.length(), choices.of(12))));
    }

    /** A list's items so many times; of anything else a list. */
    private static void repeat(Place place, int times) {
        var items = place.value().isArray() && !place.value().isEmpty()
                ? List.copyOf(place.value().values())
                : List.of(place.value());
        var size = Math.max(
                1, items.stream().mapToInt(item -> item.toString().length()).sum());
        var list = JSON.createArrayNode();
        for (var i = 0; i < Math.min(times, LARGEST / 2 / size); i++) {
            items.forEach(item -> list.add(item.deepCopy()));
        }
        place.set(list);
    }

    /** Some characters go, others come in their place. */
    private static String changedCharacters(String payload, FuzzInput choices) {
        var from = choices.of(payload.length() + 1);
        var to = Math.min(payload.length(), from + choices.of(8));
        return payload.substring(0, from) + choices.text(8) + payload.substring(to);
    }

    private static String changedForm(String payload, FuzzInput choices) {
        var fields = new ArrayList<>(Arrays.asList(payload.split("&")));
        var at = choices.of(fields.size());
        var name = fields.get(at).split("=", 2)[0];
        switch (choices.of(4)) {
            case 0 -> fields.set(at, name + "=" + HostileValues.TEXTS.get(choices.of(HostileValues.TEXTS.size())));
            case 1 -> fields.set(at, name + "=" + choices.text(80));
            case 2 -> fields.remove(at);
            default -> fields.add(fields.get(at));
        }
        return fields.stream().collect(Collectors.joining("&"));
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> {
                places.add(new InObject(object, name));
                collect(object.get(name), places);
            });
        } else if (node instanceof ArrayNode list) {
            for (var i = 0; i < list.size(); i++) {
                places.add(new InList(list, i));
                collect(list.get(i), places);
            }
        }
    }

    private static JsonNode raw(String json) {
        return JSON.getNodeFactory().rawValueNode(new RawValue(json));
    }

    private interface Place {
        JsonNode value();

        void set(JsonNode value);

        void remove();
    }

    private record InObject(ObjectNode object, String name) implements Place {
        @Override
        public JsonNode value() {
            return object.get(name);
        }

        @Override
        public void set(JsonNode value) {
            object.set(name, value);
        }

        @Override
        public void remove() {
            object.remove(name);
        }
    }

    private record InList(ArrayNode list, int index) implements Place {
        @Override
        public JsonNode value() {
            return list.get(index);
        }

        @Override
        public void set(JsonNode value) {
            list.set(index, value);
        }

        @Override
        public void remove() {
            list.remove(index);
        }
    }
}
