package dev.waymark.orders.mongo;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.ordering.OrderReservations;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import reactor.core.publisher.Mono;

/** Reserved order numbers in MongoDB, one document each. */
public final class MongoOrderReservations implements OrderReservations {

    private static final String CONTENT = "content";
    private static final String REQUEST = "request";
    private static final String LOGGED = "logged";

    private final Collections collections;

    public MongoOrderReservations(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Mono<Reservation> reserve(Reservation wanted) {
        var document = id(wanted.order())
                .append(CONTENT, new BsonString(wanted.contentHash()))
                .append(REQUEST, new BsonString(wanted.request()))
                .append(LOGGED, BsonBoolean.valueOf(wanted.logged()));
        return Mono.from(collections.placements().insertOne(document))
                .thenReturn(wanted)
                .onErrorResume(MongoPersonKeyStore::isDuplicate, e -> existing(wanted.order()));
    }

    @Override
    public Mono<Void> markLogged(OrderId order) {
        var logged = new BsonDocument("$set", new BsonDocument(LOGGED, BsonBoolean.TRUE));
        return Mono.from(collections.placements().updateOne(id(order), logged)).then();
    }

    @Override
    public Mono<Boolean> isLogged(OrderId order) {
        return existing(order).map(Reservation::logged).defaultIfEmpty(false);
    }

    private Mono<Reservation> existing(OrderId order) {
        return Mono.from(collections.placements().find(id(order)))
                .map(document -> new Reservation(
                        order,
                        document.getString(CONTENT).getValue(),
                        document.getString(REQUEST).getValue(),
                        document.getBoolean(LOGGED).getValue()));
    }

    private static BsonDocument id(OrderId order) {
        return new BsonDocument("_id", new BsonString(order.value()));
    }
}
