package dev.waymark.orders.mongo;

import dev.waymark.contract.order.OrderUpdate;
import java.time.Clock;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import tools.jackson.databind.json.JsonMapper;

/** The two fields that an outbox is in a document: what waits, as it will be published, and since when. */
final class Outbox {

    static final String UPDATES = "outbox";
    static final String WAITING_SINCE = "pending";

    private final JsonMapper json;
    private final Clock clock;

    Outbox(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Nothing at all when nothing waits, so that the index of what waits stays small. */
    void write(BsonWriter writer, List<OrderUpdate> updates) {
        if (!updates.isEmpty()) {
            Bson.list(writer, UPDATES, updates, (w, update) -> w.writeString(json.writeValueAsString(update)));
            writer.writeDateTime(WAITING_SINCE, clock.millis());
        }
    }

    List<OrderUpdate> read(BsonReader reader) {
        return Bson.list(reader, r -> json.readValue(r.readString(), OrderUpdate.class));
    }
}
