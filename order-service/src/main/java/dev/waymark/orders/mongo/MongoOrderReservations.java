package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static dev.waymark.platform.mongo.MongoInserts.insertOrFind;

import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.contract.OrderId;
import dev.waymark.orders.ordering.OrderReservations;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reserved order numbers in MongoDB, one document each. */
final class MongoOrderReservations implements OrderReservations {

    private final MongoCollection<ReservationDocument> reservations;

    MongoOrderReservations(MongoCollections collections) {
        this.reservations = collections.reservations();
    }

    @Override
    public Mono<Reservation> reserve(Reservation wanted) {
        var document = new ReservationDocument(
                wanted.order(), wanted.contentHash(), wanted.request(), wanted.logged(), wanted.at());
        return insertOrFind(Mono.from(reservations.insertOne(document)).thenReturn(wanted), find(wanted.order()));
    }

    @Override
    public Mono<Boolean> replace(Reservation unlogged, Reservation wanted) {
        var stillThere = and(eq("_id", unlogged.order()), eq("content", unlogged.contentHash()), eq("logged", false));
        return Mono.from(reservations.updateOne(
                        stillThere,
                        combine(
                                set("content", wanted.contentHash()),
                                set("request", wanted.request()),
                                set("reserved", wanted.at()))))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Mono<Void> markLogged(OrderId order) {
        return Mono.from(reservations.updateOne(eq("_id", order), set("logged", true)))
                .then();
    }

    @Override
    public Mono<Boolean> isLogged(OrderId order) {
        return find(order).map(Reservation::logged).defaultIfEmpty(false);
    }

    private Mono<Reservation> find(OrderId order) {
        return Mono.from(reservations.find(eq("_id", order)))
                .map(found -> new Reservation(
                        found.order(),
                        found.contentHash(),
                        found.request(),
                        found.logged(),
                        found.at() == null ? Instant.EPOCH : found.at()));
    }

    /** A reserved order number; those of earlier versions have no time. */
    public record ReservationDocument(
            @BsonId OrderId order,
            @BsonProperty("content") String contentHash,
            String request,
            boolean logged,
            @BsonProperty("reserved") @Nullable Instant at) {}
}
