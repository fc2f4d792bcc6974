package dev.waymark.orders.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads records by itself: asked for events, the binder would leave out what it cannot read, without a word. */
final class EventDecoder<E> {

    private final JsonMapper json;
    private final Class<E> type;

    EventDecoder(JsonMapper json, Class<E> type) {
        this.json = json;
        this.type = type;
    }

    /** The readable ones up to the first that is not. */
    Batch<E> decode(List<?> records) {
        var events = new ArrayList<E>(records.size());
        for (var value : records) {
            try {
                events.add(read(value));
            } catch (Poison e) {
                return new Batch<>(events, Optional.of(e));
            }
        }
        return new Batch<>(events, Optional.empty());
    }

    private E read(Object value) {
        if (!(value instanceof byte[] bytes) || bytes.length == 0) {
            throw new Poison("empty");
        }
        try {
            var event = json.readValue(bytes, type);
            if (event == null) {
                throw new Poison("null");
            }
            return event;
        } catch (JacksonException e) {
            // Its own message quotes what it read, and whoever logs a failure logs its causes: so it is none.
            throw new Poison("unreadable: " + e.getClass().getSimpleName());
        } catch (StackOverflowError | LinkageError e) {
            throw new Poison("unreadable: " + e.getClass().getSimpleName(), e);
        }
    }

    /** The first events of a batch, and what is wrong with the record behind them. */
    record Batch<E>(List<E> events, Optional<Poison> stoppedBy) {}
}
