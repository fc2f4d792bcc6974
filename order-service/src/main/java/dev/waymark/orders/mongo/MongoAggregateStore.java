package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.orderBy;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.unset;
import static java.util.stream.Collectors.toMap;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.orders.domain.Aggregate;
import dev.waymark.orders.projection.AggregateStore;
import dev.waymark.orders.projection.StuckOutboxes;
import dev.waymark.orders.projection.UnprocessableEvent;
import dev.waymark.platform.mongo.MongoFailures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Aggregates in MongoDB, one document each, written with optimistic locking: a new one is inserted, an old one replaced
 * where the version before is the stored one. (An upsert that asks for the version would insert a second document when
 * it meets a newer version.)
 *
 * @param <D> the document of an aggregate
 */
class MongoAggregateStore<K, A extends Aggregate<K, A>, D> implements AggregateStore<K, A> {

    static final String OUTBOX_SINCE = "pending";

    private static final Bson BY_ID = ascending("_id");
    private static final Bson BY_AGE = ascending(OUTBOX_SINCE);
    private static final int DUPLICATE_KEY = 11000;

    /** They come first each time, and must leave room for others. */
    private static final int MAX_UNREADABLE = 1_000;

    static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<D> collection;
    private final BiFunction<A, Instant, D> toDocument;
    private final Function<D, A> toAggregate;
    private final Clock clock;

    MongoAggregateStore(
            MongoCollection<D> collection,
            BiFunction<A, Instant, D> toDocument,
            Function<D, A> toAggregate,
            Clock clock) {
        this.collection = collection;
        this.toDocument = toDocument;
        this.toAggregate = toAggregate;
        this.clock = clock;
    }

    @Override
    public Mono<Map<K, A>> load(Collection<K> keys) {
        return keys.isEmpty()
                ? Mono.just(Map.of())
                : find(in("_id", keys), null, keys.size() + 1)
                        .map(found -> found.stream().collect(toMap(Aggregate::key, Function.identity())));
    }

    /**
     * Every query of a caller names its index.
     *
     * @param sort {@code _id} decides among equals, so that each page of the same documents is the same
     */
    final Mono<List<A>> find(Bson filter, @Nullable Bson sort, int limit) {
        return Flux.from(collection
                        .find(filter)
                        .sort(sort == null ? BY_ID : orderBy(sort, BY_ID))
                        .limit(limit))
                .map(this::aggregate)
                .collectList()
                .onErrorMap(MongoFailures::isBadData, MongoAggregateStore::unprocessable);
    }

    @Override
    public Mono<Boolean> save(Collection<A> changed) {
        var now = clock.instant();
        var writes = changed.stream().map(aggregate -> write(aggregate, now)).toList();
        var replaced =
                changed.stream().filter(aggregate -> aggregate.version() > 1).count();
        return Mono.from(collection.bulkWrite(writes, UNORDERED))
                .map(result -> result.getMatchedCount() == replaced)
                .onErrorResume(MongoAggregateStore::isOnlyDuplicates, _ -> Mono.just(false))
                .onErrorMap(MongoFailures::isBadData, MongoAggregateStore::unprocessable);
    }

    private A aggregate(D document) {
        try {
            return toAggregate.apply(document);
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            throw new BSONException("no document of its kind", e);
        }
    }

    private static UnprocessableEvent unprocessable(Throwable failure) {
        return new UnprocessableEvent("stored data: " + failure.getClass().getSimpleName(), failure);
    }

    private WriteModel<D> write(A aggregate, Instant now) {
        var document = toDocument.apply(aggregate, now);
        return aggregate.version() == 1
                ? new InsertOneModel<>(document)
                : new ReplaceOneModel<>(inVersion(aggregate, aggregate.version() - 1), document);
    }

    @Override
    public Mono<Void> clearOutboxes(Collection<A> published) {
        var clear = combine(unset("outbox"), unset(OUTBOX_SINCE));
        var writes = published.stream()
                .map(aggregate -> new UpdateOneModel<D>(inVersion(aggregate, aggregate.version()), clear))
                .toList();
        return Mono.from(collection.bulkWrite(writes, UNORDERED)).then();
    }

    /** By {@link MongoIndexes#STUCK_OUTBOX}. */
    @Override
    public Mono<StuckOutboxes<A>> stuckOutboxEntries(Duration age, int limit) {
        var stuck = lte(OUTBOX_SINCE, clock.instant().minus(age));
        return find(stuck, BY_AGE, limit)
                .map(found -> new StuckOutboxes<>(found, List.of()))
                .onErrorResume(UnprocessableEvent.class, _ -> oneByOne(stuck, limit + MAX_UNREADABLE));
    }

    /** Which document it is that cannot be read shows only when each is read alone. */
    private Mono<StuckOutboxes<A>> oneByOne(Bson filter, int limit) {
        return Flux.from(collection
                        .withDocumentClass(BsonDocument.class)
                        .find(filter)
                        .sort(BY_AGE)
                        .projection(include("_id"))
                        .limit(limit))
                .map(document -> document.get("_id"))
                .concatMap(id -> find(eq("_id", id), null, 1)
                        .map(found -> new StuckOutboxes<>(found, List.of()))
                        .onErrorResume(
                                UnprocessableEvent.class,
                                _ -> Mono.just(new StuckOutboxes<>(
                                        List.of(), List.of(id.asString().getValue())))))
                .reduce(StuckOutboxes::and)
                .defaultIfEmpty(new StuckOutboxes<>(List.of(), List.of()));
    }

    private Bson inVersion(A aggregate, long version) {
        return and(eq("_id", aggregate.key()), eq("version", version));
    }

    private static boolean isOnlyDuplicates(Throwable e) {
        return e instanceof MongoBulkWriteException failed
                && failed.getWriteConcernError() == null
                && failed.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }
}
