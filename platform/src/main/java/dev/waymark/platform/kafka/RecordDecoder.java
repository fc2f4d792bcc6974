package dev.waymark.platform.kafka;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Decodes the value of a record. Asked for events, the binder would drop silently what it cannot read. */
final class RecordDecoder<E> {

    private final JsonMapper json;
    private final Class<E> type;

    RecordDecoder(JsonMapper json, Class<E> type) {
        this.json = json;
        this.type = type;
    }

    /** @param value bytes, or the binder's stand-in for a record without a value */
    E decode(@Nullable Object value) {
        if (!(value instanceof byte[] bytes) || bytes.length == 0) {
            throw new MalformedRecord("empty");
        }
        try {
            var event = json.readValue(bytes, type);
            if (event == null) {
                throw new MalformedRecord("null");
            }
            return event;
        } catch (JacksonException | IllegalArgumentException e) {
            // Its message quotes what it read, and causes are logged: so it is not one.
            throw new MalformedRecord("unreadable: " + e.getClass().getSimpleName());
        } catch (StackOverflowError | LinkageError e) {
            throw new MalformedRecord("unreadable: " + e.getClass().getSimpleName(), e);
        }
    }
}
