package dev.waymark.ingest.courier.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a {@link TextAt} in each of its spellings: one pointer, a list of them, or an object that says more. */
final class TextAtReader extends ValueDeserializer<TextAt> {

    @Override
    public TextAt deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            var written = context.readValue(parser, Written.class);
            return new TextAt(written.at(), written.extract());
        }
        return new TextAt(List.of(context.readValue(parser, Pointer[].class)), null);
    }

    private record Written(List<Pointer> at, @Nullable TextPattern extract) {}
}
