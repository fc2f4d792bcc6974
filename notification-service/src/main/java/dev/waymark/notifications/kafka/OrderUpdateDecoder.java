package dev.waymark.notifications.kafka;

import dev.waymark.contract.order.OrderUpdate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads what is on {@code order.updates}. */
public final class OrderUpdateDecoder {

    private final JsonMapper json;

    public OrderUpdateDecoder(JsonMapper json) {
        this.json = json;
    }

    /** @param value a record's value: bytes, or what stands for none */
    OrderUpdate decode(@Nullable Object value) {
        if (!(value instanceof byte[] bytes)) {
            throw new UnreadableUpdate("no value");
        }
        try {
            var update = json.readValue(bytes, OrderUpdate.class);
            if (update == null) {
                throw new UnreadableUpdate("null");
            }
            return update;
        } catch (JacksonException | IllegalArgumentException | StackOverflowError e) {
            // Its own message quotes what it read, and whoever logs a failure logs its causes: so it is none.
            throw new UnreadableUpdate(e.getClass().getSimpleName());
        }
    }

    /** Not an update of ours, now or when read again. */
    static final class UnreadableUpdate extends RuntimeException {
        UnreadableUpdate(String what) {
            super("order update: " + what + " (expected: JSON of " + OrderUpdate.TYPE + ")");
        }
    }
}
