package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Selects a text of a payload: the first of some places that holds one.
 *
 * @param extract which part of the text: the first group, or the whole match
 */
@JsonDeserialize(using = FieldSelector.Deserializer.class)
record FieldSelector(
        List<RelativeJsonPointer> pointers, @Nullable TextPattern extract) implements Rule {

    /** Selects nothing; what a mapping leaves out. */
    static final FieldSelector NONE = new FieldSelector(List.of(), null);

    FieldSelector {
        pointers = List.copyOf(pointers);
    }

    boolean isNone() {
        return pointers.isEmpty();
    }

    /** The text, stripped, bounded and printable; absent when there is none, or only a blank one. */
    @Nullable
    String in(JsonContext context) {
        for (var pointer : pointers) {
            var text = JsonText.of(context.at(pointer));
            var selected = text == null || extract == null ? text : extract.extractedFrom(text);
            if (selected != null && !selected.isEmpty()) {
                return selected;
            }
        }
        return null;
    }

    /** What {@code parser} makes of the text; absent when there is none. */
    <T> @Nullable T parsedIn(JsonContext context, String field, String expectation, Function<String, T> parser) {
        var text = in(context);
        try {
            return text == null ? null : parser.apply(text);
        } catch (RuntimeException _) {
            throw unmappable(field, expectation);
        }
    }

    /** The places whose whole text may be shown: where only a part of it is selected, the rest may be personal. */
    @Override
    public Stream<RelativeJsonPointer> visible() {
        return extract == null ? pointers.stream() : Stream.empty();
    }

    UnmappablePayload unmappable(String field, String expectation) {
        return new UnmappablePayload("%s at %s (expected: %s)".formatted(field, pointers.getFirst(), expectation));
    }

    /** Reads one pointer, a list of them, or an object with {@code at} and {@code extract}. */
    static final class Deserializer extends ValueDeserializer<FieldSelector> {

        @Override
        public FieldSelector deserialize(JsonParser parser, DeserializationContext context) {
            var selector = parser.currentToken() == JsonToken.START_OBJECT
                    ? context.readValue(parser, Extraction.class).selector()
                    : new FieldSelector(List.of(context.readValue(parser, RelativeJsonPointer[].class)), null);
            check(!selector.isNone(), "no place (expected: at least one JSON Pointer)");
            return selector;
        }

        @Override
        public FieldSelector getNullValue(DeserializationContext context) {
            return NONE;
        }

        private record Extraction(
                List<RelativeJsonPointer> at, @Nullable TextPattern extract) {

            FieldSelector selector() {
                return new FieldSelector(at, extract);
            }
        }
    }
}
