package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.mongo.MongoOrderStore.OwnerDocument;
import dev.waymark.orders.ordering.OrderReadModel;
import dev.waymark.orders.query.OrderRepository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The queries of orders and shipments in MongoDB. */
final class MongoOrderRepository implements OrderRepository, OrderReadModel {

    private static final String LAST_CODE_POINT = Character.toString(Character.MAX_CODE_POINT);

    private final MongoCollection<OwnerDocument> owners;
    private final MongoOrderStore orders;
    private final MongoShipmentStore shipments;

    MongoOrderRepository(MongoCollections collections, MongoOrderStore orders, MongoShipmentStore shipments) {
        this.owners = collections.owners();
        this.orders = orders;
        this.shipments = shipments;
    }

    @Override
    public Mono<Map<OrderId, TrackedOrder>> orders(Collection<OrderId> ids) {
        return orders.load(ids);
    }

    @Override
    public Mono<Map<ShipmentKey, TrackedShipment>> shipments(Collection<ShipmentKey> keys) {
        return shipments.load(keys);
    }

    /** By {@link MongoIndexes#BY_LINK}; documents of earlier versions by the index of each former field. */
    @Override
    public Mono<TrackedOrder> byLink(String hash) {
        return Flux.just("links", "link", "smsLink")
                .concatMap(field -> orders.find(eq(field, hash), null, 1))
                .concatMapIterable(found -> found)
                .next();
    }

    /** By {@link MongoIndexes#BY_NUMBER}. */
    @Override
    public Mono<List<TrackedShipment>> byTrackingNumbers(Collection<TrackingNumber> numbers, int limit) {
        return shipments.find(in("number", numbers), ascending("number"), limit);
    }

    /** By {@link MongoIndexes#BY_NUMBER}. */
    @Override
    public Mono<List<TrackedShipment>> byTrackingNumberStart(String start, int limit) {
        return shipments.find(startsWith("number", start), ascending("number"), limit);
    }

    /** By {@link MongoIndexes#BY_ORDER_NUMBER}. */
    @Override
    public Mono<List<TrackedOrder>> byOrderNumberStart(String start, int limit) {
        return orders.find(startsWith("number", start), ascending("number"), limit);
    }

    /** By {@link MongoIndexes#BY_TERM}. */
    @Override
    public Mono<List<TrackedOrder>> byTerm(String term, int limit) {
        return orders.find(eq("terms", term), descending("placed"), limit);
    }

    /** By {@link MongoIndexes#BY_OWNER}, from a position in it: the thousandth page costs what the first does. */
    @Override
    public Mono<List<Owned>> ownedBy(String owner, @Nullable Owned after, int limit) {
        if (after == null) {
            return owned(eq("owner", owner), limit);
        }
        var sameInstant = and(
                eq("owner", owner),
                eq("placed", after.placedAt()),
                lt("order", after.order().value()));
        var earlier = and(eq("owner", owner), lt("placed", after.placedAt()));
        // Two queries instead of one with $or: each is one range of the index.
        return owned(sameInstant, limit)
                .flatMap(first -> first.size() >= limit
                        ? Mono.just(first)
                        : owned(earlier, limit - first.size())
                                .map(rest -> Stream.concat(first.stream(), rest.stream())
                                        .toList()));
    }

    private Mono<List<Owned>> owned(Bson filter, int limit) {
        return Flux.from(owners.find(filter).sort(descending("placed", "order")).limit(limit))
                .map(row -> new Owned(row.placedAt(), row.order()))
                .collectList();
    }

    /** A range of the index, which a regular expression need not be. */
    private static Bson startsWith(String field, String start) {
        return and(gte(field, start), lt(field, start + LAST_CODE_POINT));
    }
}
