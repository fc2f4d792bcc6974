package dev.waymark.orders.mongo;

import dev.waymark.orders.ordering.IdempotencyStore;
import java.time.Clock;
import java.time.Instant;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import reactor.core.publisher.Mono;

/** Requests in MongoDB, one document each: whoever inserts the document does the work. */
public final class MongoIdempotencyStore implements IdempotencyStore {

    private static final String AT = "at";
    private static final String LEASED_UNTIL = "leasedUntil";
    private static final String PAYLOAD = "payload";
    private static final String STATUS = "status";
    private static final String LOCATION = "location";
    private static final String BODY = "body";

    private final Collections collections;
    private final Clock clock;

    public MongoIdempotencyStore(Collections collections, Clock clock) {
        this.collections = collections;
        this.clock = clock;
    }

    @Override
    public Mono<IdempotencyState> begin(String key, String payloadHash) {
        var fresh = fresh(key, payloadHash);
        return Mono.from(collections.requests().insertOne(fresh))
                .<IdempotencyState>thenReturn(new IdempotencyState.Started())
                .onErrorResume(
                        MongoPersonKeyStore::isDuplicate,
                        e -> Mono.from(collections.requests().find(id(key)))
                                .flatMap(begun -> existing(key, payloadHash, begun))
                                .defaultIfEmpty(new IdempotencyState.InProgress()));
    }

    private Mono<IdempotencyState> existing(String key, String payloadHash, BsonDocument begun) {
        var now = clock.instant();
        if (time(begun, AT).plus(RETENTION).isBefore(now)) {
            return takeOver(key, payloadHash, begun);
        }
        if (!begun.getString(PAYLOAD).getValue().equals(payloadHash)) {
            return Mono.just(new IdempotencyState.PayloadMismatch());
        }
        if (begun.containsKey(STATUS)) {
            return Mono.just(new IdempotencyState.Completed(new StoredResponse(
                    begun.getInt32(STATUS).getValue(),
                    begun.isString(LOCATION) ? begun.getString(LOCATION).getValue() : null,
                    begun.getString(BODY).getValue())));
        }
        return time(begun, LEASED_UNTIL).isBefore(now)
                ? takeOver(key, payloadHash, begun)
                : Mono.just(new IdempotencyState.InProgress());
    }

    /** Only one caller takes over an abandoned request: the lease that it has read must still be there. */
    private Mono<IdempotencyState> takeOver(String key, String payloadHash, BsonDocument begun) {
        var seen = id(key).append(LEASED_UNTIL, begun.get(LEASED_UNTIL));
        return Mono.from(collections.requests().replaceOne(seen, fresh(key, payloadHash)))
                .map(result -> result.getMatchedCount() == 1
                        ? new IdempotencyState.Started()
                        : new IdempotencyState.InProgress());
    }

    @Override
    public Mono<Void> complete(String key, StoredResponse response) {
        var location = response.location();
        var finished = new BsonDocument(STATUS, new BsonInt32(response.status()))
                .append(LOCATION, location == null ? BsonNull.VALUE : new BsonString(location))
                .append(BODY, new BsonString(response.body()));
        return Mono.from(collections.requests().updateOne(id(key), new BsonDocument("$set", finished)))
                .then();
    }

    @Override
    public Mono<Void> release(String key) {
        return Mono.from(collections.requests().deleteOne(id(key))).then();
    }

    /** By {@link Indexes#BY_AGE}. */
    @Override
    public Mono<Long> deleteExpired() {
        var old = new BsonDocument(
                "$lt", new BsonDateTime(clock.instant().minus(RETENTION).toEpochMilli()));
        return Mono.from(collections.requests().deleteMany(new BsonDocument(AT, old)))
                .map(result -> result.getDeletedCount());
    }

    private BsonDocument fresh(String key, String payloadHash) {
        var now = clock.instant();
        return id(key).append(PAYLOAD, new BsonString(payloadHash))
                .append(AT, new BsonDateTime(now.toEpochMilli()))
                .append(LEASED_UNTIL, new BsonDateTime(now.plus(LEASE).toEpochMilli()));
    }

    private static Instant time(BsonDocument document, String field) {
        return Instant.ofEpochMilli(document.getDateTime(field).getValue());
    }

    private static BsonDocument id(String key) {
        return new BsonDocument("_id", new BsonString(key));
    }
}
