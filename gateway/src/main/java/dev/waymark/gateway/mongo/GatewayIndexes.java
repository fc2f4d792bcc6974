package dev.waymark.gateway.mongo;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static dev.waymark.platform.mongo.CollectionIndexes.index;

import com.mongodb.client.model.IndexModel;
import dev.waymark.platform.mongo.CollectionIndexes;
import java.util.List;

/** The indexes, each named after its query. */
final class GatewayIndexes {

    static final String BY_PERSON = "by_person";

    private static final IndexModel BY_EXPIRY = index("by_expiry", ascending("expiresAt"));

    static final List<CollectionIndexes> ALL = List.of(
            CollectionIndexes.of(
                    "audit",
                    BY_EXPIRY,
                    index("newest_first", descending("at", "_id")),
                    index("by_actor", compoundIndex(ascending("actor"), descending("at", "_id"))),
                    index("by_order", compoundIndex(ascending("orders"), descending("at", "_id"))),
                    index("by_kind", compoundIndex(ascending("kind"), descending("at", "_id")))),
            CollectionIndexes.of("limits", BY_EXPIRY),
            CollectionIndexes.of("nonces", BY_EXPIRY),
            CollectionIndexes.of("sessions", BY_EXPIRY, index(BY_PERSON, ascending("person"))),
            CollectionIndexes.of("signins", BY_EXPIRY));

    /** The collections whose documents say until when they are kept. */
    static final List<String> EXPIRING =
            ALL.stream().map(CollectionIndexes::collection).toList();

    private GatewayIndexes() {}
}
