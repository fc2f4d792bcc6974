package dev.waymark.ingest.courier.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A node of a payload that rules read from.
 *
 * @param parent the item of the enclosing list; absent at the payload's root
 */
record JsonContext(JsonNode node, @Nullable JsonContext parent) {

    /**
     * What is at {@code pointer}. All that a mapping reads comes through here, so here it is stopped when its caller waits
     * no longer.
     */
    JsonNode at(RelativeJsonPointer pointer) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for this mapping any longer");
        }
        var context = this;
        for (var i = 0; i < pointer.levelsUp(); i++) {
            if (context.parent == null) {
                return MissingNode.getInstance();
            }
            context = context.parent;
        }
        return context.node.at(pointer.path());
    }

    /** The texts of {@code pointers} with a space between them; absent when one of them is. */
    @Nullable
    String joinedText(List<RelativeJsonPointer> pointers) {
        var joined = new StringBuilder();
        for (var pointer : pointers) {
            var text = JsonText.of(at(pointer));
            if (text == null) {
                return null;
            }
            joined.append(joined.isEmpty() ? "" : " ").append(text);
        }
        return joined.toString();
    }

    /**
     * The items of a list, or of nested lists: {@code [/events, /shipments]} are the shipments of all events. A list that is
     * absent has no items; without any list this node is the one item.
     *
     * @throws UnmappablePayload where a list is expected and something else is found
     */
    List<JsonContext> items(List<JsonPointer> lists) {
        var items = List.of(this);
        for (var list : lists) {
            var inner = new ArrayList<JsonContext>();
            items.forEach(item -> item.addItems(list, inner));
            items = inner;
        }
        return items;
    }

    private void addItems(JsonPointer list, List<JsonContext> items) {
        var found = node.at(list);
        if (found.isArray()) {
            found.forEach(item -> items.add(new JsonContext(item, this)));
        } else if (!found.isNull() && !found.isMissingNode()) {
            throw new UnmappablePayload("%s (expected: a list)".formatted(list));
        }
    }
}
