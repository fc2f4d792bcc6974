package dev.waymark.orders.mongo;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The indexes, each named after its question. */
public final class Indexes {

    /** Parcels of a tracking number, whichever courier's. */
    static final String BY_NUMBER = "by_number";

    /** What has an outbox, longest waiting first. Sparse: nearly nothing has. */
    static final String STUCK_OUTBOX = "left_behind";

    /** Orders whose number begins so. */
    static final String BY_ORDER_NUMBER = "by_order_number";

    static final String BY_LINK = "by_link";
    static final String BY_SMS_LINK = "by_sms_link";
    static final String BY_TERM = "by_term";

    /** An owner's orders, newest first. */
    static final String BY_OWNER = "by_owner";

    static final String BY_AGE = "by_age";

    private final Collections collections;

    public Indexes(Collections collections) {
        this.collections = collections;
    }

    /** Asked for again, what exists stays. */
    public Mono<Void> create() {
        return Flux.concat(
                        create(
                                collections.shipments(),
                                index(BY_NUMBER, false, key("number", 1)),
                                index(STUCK_OUTBOX, true, key(Outbox.WAITING_SINCE, 1))),
                        create(
                                collections.orders(),
                                index(BY_ORDER_NUMBER, false, key("number", 1)),
                                index(BY_LINK, false, key("link", 1)),
                                index(BY_SMS_LINK, false, key("smsLink", 1)),
                                index(BY_TERM, false, key("terms", 1).append("placed", new BsonInt32(-1))),
                                index(STUCK_OUTBOX, true, key(Outbox.WAITING_SINCE, 1))),
                        create(
                                collections.owners(),
                                index(
                                        BY_OWNER,
                                        false,
                                        key("owner", 1)
                                                .append("placed", new BsonInt32(-1))
                                                .append("order", new BsonInt32(-1)))),
                        create(collections.renewedLinks(), index(BY_AGE, false, key("at", 1))),
                        create(collections.requests(), index(BY_AGE, false, key("at", 1))))
                .then();
    }

    private static Flux<String> create(MongoCollection<?> collection, IndexModel... indexes) {
        return Flux.from(collection.createIndexes(List.of(indexes)));
    }

    private static IndexModel index(String name, boolean sparse, BsonDocument keys) {
        return new IndexModel(keys, new IndexOptions().name(name).sparse(sparse));
    }

    private static BsonDocument key(String field, int direction) {
        return new BsonDocument(field, new BsonInt32(direction));
    }
}
