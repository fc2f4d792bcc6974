package dev.waymark.ingest.courier.mapping;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Where a text stands in a payload: the first of some places that holds any.
 *
 * @param extract what of the text is meant: the first group, or the whole match
 */
@JsonDeserialize(using = FieldSelectorDeserializer.class)
record FieldSelector(
        List<RelativeJsonPointer> places, @Nullable TextPattern extract) {

    FieldSelector {
        if (places.isEmpty()) {
            throw new IllegalArgumentException("no place (expected: at least one JSON Pointer)");
        }
        places = List.copyOf(places);
    }

    /** The text without spaces around it, bounded and printable; absent when there is none, or only a blank one. */
    @Nullable
    String in(JsonContext scope) {
        for (var place : places) {
            var text = JsonText.of(scope.at(place));
            var meant = text == null || extract == null ? text : extract.extractedFrom(text);
            if (meant != null && !meant.isEmpty()) {
                return meant;
            }
        }
        return null;
    }

    /** The places whose whole text may be shown: of one that only a part is taken of, the rest may be anything. */
    Stream<RelativeJsonPointer> shown() {
        return extract == null ? places.stream() : Stream.empty();
    }

    /** The text, which {@code field} cannot do without. */
    String requiredIn(JsonContext scope, String field) {
        var text = in(scope);
        if (text == null) {
            throw unreadable(field, "a text");
        }
        return text;
    }

    UnmappablePayload unreadable(String field, String expectation) {
        return new UnmappablePayload("%s at %s (expected: %s)".formatted(field, places.get(0), expectation));
    }
}
