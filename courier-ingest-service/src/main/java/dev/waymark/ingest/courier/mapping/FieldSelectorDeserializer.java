package dev.waymark.ingest.courier.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a {@link FieldSelector} in each of its spellings: one pointer, a list of them, or an object that says more. */
final class FieldSelectorDeserializer extends ValueDeserializer<FieldSelector> {

    @Override
    public FieldSelector deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            var written = context.readValue(parser, Written.class);
            return new FieldSelector(written.at(), written.extract());
        }
        return new FieldSelector(List.of(context.readValue(parser, RelativeJsonPointer[].class)), null);
    }

    private record Written(
            List<RelativeJsonPointer> at, @Nullable TextPattern extract) {}
}
