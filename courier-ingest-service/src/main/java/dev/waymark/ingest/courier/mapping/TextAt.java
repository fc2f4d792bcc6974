package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Where a text stands in a payload: the first of some places that holds any. */
record TextAt(List<JsonPointer> places) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    TextAt {
        if (places.isEmpty()) {
            throw new IllegalArgumentException("no place (expected: at least one JSON Pointer)");
        }
        places = List.copyOf(places);
    }

    /** The text without spaces around it, bounded and printable; absent when there is none, or only a blank one. */
    @Nullable
    String in(JsonNode node) {
        for (var place : places) {
            var text = Texts.of(node.at(place));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The text, which {@code field} cannot do without. */
    String requiredIn(JsonNode node, String field) {
        var text = in(node);
        if (text == null) {
            throw unreadable(field, "a text");
        }
        return text;
    }

    NotReadable unreadable(String field, String expectation) {
        return new NotReadable("%s at %s (expected: %s)".formatted(field, places.get(0), expectation));
    }
}
