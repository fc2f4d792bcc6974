package dev.waymark.ingest.courier.mapping;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A place in a payload to read from.
 *
 * @param outer the item of the list around it; absent at the payload's root
 */
record JsonContext(JsonNode node, @Nullable JsonContext outer) {

    static JsonContext root(JsonNode root) {
        return new JsonContext(root, null);
    }

    JsonNode at(RelativeJsonPointer pointer) {
        var scope = this;
        for (var i = 0; i < pointer.outwards(); i++) {
            if (scope.outer == null) {
                return MissingNode.getInstance();
            }
            scope = scope.outer;
        }
        return scope.node.at(pointer.path());
    }

    /**
     * Every item of a list, or of lists inside lists: {@code [/events, /parcels]} are the parcels of all events. What is
     * not there has no items.
     *
     * @throws UnmappablePayload where something else than a list stands
     */
    void forEach(List<JsonPointer> lists, Consumer<JsonContext> item) {
        if (lists.isEmpty()) {
            item.accept(this);
            return;
        }
        var list = node.at(lists.get(0));
        if (list.isNull() || list.isMissingNode()) {
            return;
        }
        if (!list.isArray()) {
            throw new UnmappablePayload("%s (expected: a list)".formatted(lists.get(0)));
        }
        var inner = lists.subList(1, lists.size());
        for (var one : list) {
            new JsonContext(one, this).forEach(inner, item);
        }
    }
}
