package dev.waymark.orders.mongo;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.placing.Placements;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import reactor.core.publisher.Mono;

/** Order numbers taken, in MongoDB, one document each. */
public final class MongoPlacements implements Placements {

    private static final String CONTENT = "content";
    private static final String REQUEST = "request";
    private static final String LOGGED = "logged";

    private final Collections collections;

    public MongoPlacements(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Mono<Placement> take(Placement wanted) {
        var document = id(wanted.order())
                .append(CONTENT, new BsonString(wanted.contentHash()))
                .append(REQUEST, new BsonString(wanted.request()))
                .append(LOGGED, BsonBoolean.valueOf(wanted.logged()));
        return Mono.from(collections.placements().insertOne(document))
                .thenReturn(wanted)
                .onErrorResume(MongoPersonKeys::isDuplicate, e -> taken(wanted.order()));
    }

    @Override
    public Mono<Void> logged(OrderId order) {
        var logged = new BsonDocument("$set", new BsonDocument(LOGGED, BsonBoolean.TRUE));
        return Mono.from(collections.placements().updateOne(id(order), logged)).then();
    }

    @Override
    public Mono<Boolean> isLogged(OrderId order) {
        return taken(order).map(Placement::logged).defaultIfEmpty(false);
    }

    private Mono<Placement> taken(OrderId order) {
        return Mono.from(collections.placements().find(id(order)))
                .map(document -> new Placement(
                        order,
                        document.getString(CONTENT).getValue(),
                        document.getString(REQUEST).getValue(),
                        document.getBoolean(LOGGED).getValue()));
    }

    private static BsonDocument id(OrderId order) {
        return new BsonDocument("_id", new BsonString(order.value()));
    }
}
