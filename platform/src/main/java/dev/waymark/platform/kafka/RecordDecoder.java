package dev.waymark.platform.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Decodes the values of a batch. Asked for events, the binder would drop silently what it cannot read. */
final class RecordDecoder<E> {

    private final JsonMapper json;
    private final Class<E> type;

    RecordDecoder(JsonMapper json, Class<E> type) {
        this.json = json;
        this.type = type;
    }

    /** The events up to the first record that is malformed. */
    DecodedBatch<E> decode(List<?> values) {
        var events = new ArrayList<E>(values.size());
        for (var value : values) {
            try {
                events.add(decode(value));
            } catch (MalformedRecord e) {
                return new DecodedBatch<>(events, Optional.of(e));
            }
        }
        return new DecodedBatch<>(events, Optional.empty());
    }

    /** @param value bytes, or the binder's stand-in for a record without a value */
    private E decode(@Nullable Object value) {
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

    /**
     * The first events of a batch.
     *
     * @param malformed what is wrong with the record after them
     */
    record DecodedBatch<E>(List<E> events, Optional<MalformedRecord> malformed) {}
}
