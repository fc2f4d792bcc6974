package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static dev.waymark.platform.mongo.CollectionIndexes.index;
import static dev.waymark.platform.mongo.CollectionIndexes.sparse;

import dev.waymark.platform.mongo.CollectionIndexes;
import java.util.List;

/** The indexes, each named after its query. */
final class MongoIndexes {

    /** Shipments of a tracking number, whichever courier's. */
    static final String BY_NUMBER = "by_number_and_id";

    /** Documents with an outbox, oldest first. Sparse: nearly none has one. */
    static final String STUCK_OUTBOX = "stuck_outbox";

    /** Orders whose number starts with a text. */
    static final String BY_ORDER_NUMBER = "by_order_number_and_id";

    static final String BY_LINK = "by_links";

    /** Orders of earlier versions. */
    static final String BY_FORMER_LINK = "by_link";

    /** Orders of earlier versions. */
    static final String BY_FORMER_SMS_LINK = "by_sms_link";

    /** Orders of a search term, newest first. */
    static final String BY_TERM = "by_term_newest_first";

    /** An owner's orders, newest first. */
    static final String BY_OWNER = "by_owner";

    static final String BY_AGE = "by_age";

    /** Those of earlier versions have no unique field at their end, and so no order of their own among equals. */
    static final List<CollectionIndexes> ALL = List.of(
            CollectionIndexes.of(
                            MongoCollections.SHIPMENTS,
                            index(BY_NUMBER, ascending("number", "_id")),
                            sparse(STUCK_OUTBOX, ascending(MongoAggregateStore.OUTBOX_SINCE, "_id")))
                    .withObsolete("by_number", "left_behind"),
            CollectionIndexes.of(
                            MongoCollections.ORDERS,
                            index(BY_ORDER_NUMBER, ascending("number", "_id")),
                            index(BY_LINK, ascending("links")),
                            index(BY_FORMER_LINK, ascending("link")),
                            index(BY_FORMER_SMS_LINK, ascending("smsLink")),
                            index(BY_TERM, compoundIndex(ascending("terms"), descending("placed"), ascending("_id"))),
                            sparse(STUCK_OUTBOX, ascending(MongoAggregateStore.OUTBOX_SINCE, "_id")))
                    .withObsolete("by_order_number", "by_term", "left_behind"),
            CollectionIndexes.of(
                    MongoCollections.OWNERS,
                    index(BY_OWNER, compoundIndex(ascending("owner"), descending("placed", "order")))),
            CollectionIndexes.of(MongoCollections.RENEWED_LINKS, index(BY_AGE, ascending("at"))),
            CollectionIndexes.of(MongoCollections.REQUESTS, index(BY_AGE, ascending("at"))));

    private MongoIndexes() {}
}
