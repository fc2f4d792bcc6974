package dev.waymark.ingest.courier.mapping;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one payload that support may see: those that distinguish its message from others, and those that go into
 * events, which hold no personal data. Not what only makes up an identity or only shows that somebody signed.
 */
final class VisibleFields {

    private final IdentityHashMap<JsonNode, Set<String>> byContainer = new IdentityHashMap<>();

    /** The conditions of all messages up to the one that matches, and of that one what it reads. */
    static VisibleFields of(List<MessageMapping> messages, JsonContext root) {
        var fields = new VisibleFields();
        for (var message : messages) {
            fields.add(message.when().stream().flatMap(Condition::visible), root);
            if (message.matches(root)) {
                message.shipments(root).forEach(shipment -> fields.addShipment(message, shipment));
                break;
            }
        }
        return fields;
    }

    /** @param key a name or an index */
    boolean contains(JsonNode container, String key) {
        return byContainer.getOrDefault(container, Set.of()).contains(key);
    }

    private void addShipment(MessageMapping message, JsonContext shipment) {
        add(message.visible(), shipment);
        for (var rule : message.checkpoints()) {
            add(rule.when().stream().flatMap(Condition::visible), shipment);
            rule.items(shipment).forEach(item -> add(rule.visible(), item));
        }
    }

    private void add(Stream<RelativeJsonPointer> pointers, JsonContext context) {
        pointers.filter(pointer -> !pointer.path().matches()).forEach(pointer -> {
            var container = context.at(
                    new RelativeJsonPointer(pointer.levelsUp(), pointer.path().head()));
            byContainer
                    .computeIfAbsent(container, _ -> new HashSet<>())
                    .add(pointer.path().last().getMatchingProperty());
        });
    }
}
