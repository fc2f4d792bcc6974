package dev.waymark.orders.mongo;

import static java.util.stream.Collectors.toMap;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.projection.AggregateStore;
import dev.waymark.orders.query.OrderRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Orders in MongoDB: one document each, and one row for each of their owners. */
public final class MongoOrderStore implements AggregateStore<OrderId, TrackedOrder>, OrderRepository {

    private static final BsonDocument NEWEST_FIRST =
            new BsonDocument("placed", new BsonInt32(-1)).append("order", new BsonInt32(-1));

    private final Collections collections;
    private final MongoShipmentStore shipments;
    private final Guarded<TrackedOrder> guarded;
    private final Clock clock;

    public MongoOrderStore(Collections collections, MongoShipmentStore shipments, Clock clock) {
        this.collections = collections;
        this.shipments = shipments;
        this.guarded =
                new Guarded<>(collections.orders(), tracked -> tracked.key().value(), TrackedOrder::version);
        this.clock = clock;
    }

    @Override
    public Mono<Map<OrderId, TrackedOrder>> load(Collection<OrderId> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        var values =
                new BsonArray(ids.stream().map(id -> new BsonString(id.value())).toList());
        return find("_id", new BsonDocument("$in", values), ids.size() + 1)
                .map(found -> found.stream().collect(toMap(TrackedOrder::key, Function.identity())));
    }

    /** The rows of owners go first: a list skips a row whose order is not there yet, but would never find a missing row. */
    @Override
    public Mono<Boolean> save(Collection<TrackedOrder> changed) {
        return rows(changed).then(Mono.defer(() -> guarded.save(changed)));
    }

    private Mono<Void> rows(Collection<TrackedOrder> changed) {
        var writes = changed.stream()
                .filter(order -> order.version() == 1)
                .flatMap(MongoOrderStore::rows)
                .toList();
        return writes.isEmpty()
                ? Mono.empty()
                : Mono.from(collections.owners().bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                        .then();
    }

    private static Stream<ReplaceOneModel<BsonDocument>> rows(TrackedOrder order) {
        return order.index().owners().stream().map(owner -> {
            var id = new BsonString(owner + ":" + order.key());
            return new ReplaceOneModel<>(
                    new BsonDocument("_id", id),
                    new BsonDocument("_id", id)
                            .append("owner", new BsonString(owner))
                            .append(
                                    "placed",
                                    new BsonDateTime(order.order().placedAt().toEpochMilli()))
                            .append("order", new BsonString(order.key().value())),
                    new ReplaceOptions().upsert(true));
        });
    }

    @Override
    public Mono<Void> clearOutboxes(Collection<TrackedOrder> published) {
        return guarded.clear(published);
    }

    @Override
    public Mono<List<TrackedOrder>> stuckOutboxEntries(Duration age, int limit) {
        return guarded.stuckOutboxEntries(clock.instant(), age, limit);
    }

    @Override
    public Mono<Map<OrderId, TrackedOrder>> orders(Collection<OrderId> ids) {
        return load(ids);
    }

    @Override
    public Mono<Map<ShipmentKey, TrackedShipment>> shipments(Collection<ShipmentKey> keys) {
        return shipments.load(keys);
    }

    /** By {@link Indexes#BY_LINK}. */
    @Override
    public Mono<List<TrackedOrder>> byLink(String hash) {
        return find("link", new BsonString(hash), 1);
    }

    /** By {@link Indexes#BY_SMS_LINK}. */
    @Override
    public Mono<List<TrackedOrder>> bySmsLink(String hash) {
        return find("smsLink", new BsonString(hash), 1);
    }

    @Override
    public Mono<List<TrackedShipment>> byTrackingNumber(TrackingNumber number, int limit) {
        return shipments.byNumber(number, limit);
    }

    @Override
    public Mono<List<TrackedShipment>> byTrackingNumbers(Collection<TrackingNumber> numbers, int limit) {
        return shipments.byNumbers(numbers, limit);
    }

    @Override
    public Mono<List<TrackedShipment>> byTrackingNumberStart(String start, int limit) {
        return shipments.byNumberStart(start, limit);
    }

    /** By {@link Indexes#BY_ORDER_NUMBER}. */
    @Override
    public Mono<List<TrackedOrder>> byOrderNumberStart(String start, int limit) {
        return find("number", Bson.beginningWith(start), limit);
    }

    /** By {@link Indexes#BY_TERM}. */
    @Override
    public Mono<List<TrackedOrder>> byTerm(String term, int limit) {
        return Flux.from(collections
                        .orders()
                        .find(new BsonDocument("terms", new BsonString(term)))
                        .sort(new BsonDocument("placed", new BsonInt32(-1)))
                        .limit(limit))
                .collectList();
    }

    /** By {@link Indexes#BY_OWNER}, from a place in it on: the thousandth page costs what the first does. */
    @Override
    public Mono<List<Owned>> ownedBy(String owner, @Nullable Owned after, int limit) {
        if (after == null) {
            return rows(owned(owner), limit);
        }
        var placed = new BsonDateTime(after.placedAt().toEpochMilli());
        var sameMoment = owned(owner)
                .append("placed", placed)
                .append(
                        "order",
                        new BsonDocument("$lt", new BsonString(after.order().value())));
        var earlier = owned(owner).append("placed", new BsonDocument("$lt", placed));
        // Two questions instead of one with $or: each is one walk along the index.
        return rows(sameMoment, limit)
                .flatMap(first -> first.size() >= limit
                        ? Mono.just(first)
                        : rows(earlier, limit - first.size())
                                .map(rest -> Stream.concat(first.stream(), rest.stream())
                                        .toList()));
    }

    private static BsonDocument owned(String owner) {
        return new BsonDocument("owner", new BsonString(owner));
    }

    private Mono<List<Owned>> rows(BsonDocument query, int limit) {
        return Flux.from(collections.owners().find(query).sort(NEWEST_FIRST).limit(limit))
                .map(row -> new Owned(
                        Instant.ofEpochMilli(row.getDateTime("placed").getValue()),
                        new OrderId(row.getString("order").getValue())))
                .collectList();
    }

    private Mono<List<TrackedOrder>> find(String field, BsonValue value, int limit) {
        return Flux.from(collections
                        .orders()
                        .find(new BsonDocument(field, value))
                        .limit(limit))
                .collectList();
    }
}
