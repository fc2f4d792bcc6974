package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static dev.waymark.platform.mongo.CollectionIndexes.index;

import dev.waymark.platform.mongo.CollectionIndexes;
import java.util.List;

/** The indexes, each named after its query. */
public final class SendLogIndexes {

    public static final List<CollectionIndexes> ALL = List.of(
            CollectionIndexes.of(
                    MongoSendLog.COLLECTION,
                    index("by_order", ascending(Fields.ORDER)),
                    index("by_trigger", ascending(Fields.TRIGGER)),
                    index("by_state", ascending(Fields.STATE, Fields.DECIDED_AT)),
                    index("by_part", ascending(MongoSendLog.PART_ID))),
            CollectionIndexes.of(MongoReceipts.COLLECTION, index("by_age", ascending(Fields.DECIDED_AT))),
            CollectionIndexes.of(
                    MongoSendQueue.COLLECTION,
                    index("due", ascending(Fields.CHANNEL, Fields.DUE_AT)),
                    index("by_trigger", ascending(Fields.TRIGGER))));

    private SendLogIndexes() {}
}
