package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.orders.ordering.IdempotencyStore;
import dev.waymark.platform.mongo.MongoFailures;
import java.time.Clock;
import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Requests in MongoDB, one document each: whoever inserts the document does the work. */
final class MongoIdempotencyStore implements IdempotencyStore {

    private final MongoCollection<RequestDocument> requests;
    private final Clock clock;

    MongoIdempotencyStore(MongoCollections collections, Clock clock) {
        this.requests = collections.requests();
        this.clock = clock;
    }

    @Override
    public Mono<IdempotencyState> begin(String key, String payloadHash) {
        return Mono.from(requests.insertOne(started(key, payloadHash)))
                .<IdempotencyState>thenReturn(new IdempotencyState.Started())
                .onErrorResume(
                        MongoFailures::isKeyConflict,
                        _ -> Mono.from(requests.find(eq("_id", key)))
                                .flatMap(request -> existing(request, payloadHash))
                                .defaultIfEmpty(new IdempotencyState.InProgress()));
    }

    private Mono<IdempotencyState> existing(RequestDocument request, String payloadHash) {
        var now = clock.instant();
        if (request.startedAt().plus(RETENTION).isBefore(now)) {
            return takeOver(request, payloadHash);
        }
        if (!request.payloadHash().equals(payloadHash)) {
            return Mono.just(new IdempotencyState.PayloadMismatch());
        }
        if (request.status() != null && request.body() != null) {
            return Mono.just(new IdempotencyState.Completed(
                    new StoredResponse(request.status(), request.location(), request.body())));
        }
        return request.leasedUntil().isBefore(now)
                ? takeOver(request, payloadHash)
                : Mono.just(new IdempotencyState.InProgress());
    }

    /** Only one caller takes over an abandoned request: the lease that it has read must still be there. */
    private Mono<IdempotencyState> takeOver(RequestDocument abandoned, String payloadHash) {
        var inThatLease = and(eq("_id", abandoned.key()), eq("leasedUntil", abandoned.leasedUntil()));
        return Mono.from(requests.replaceOne(inThatLease, started(abandoned.key(), payloadHash)))
                .map(result -> result.getMatchedCount() == 1
                        ? new IdempotencyState.Started()
                        : new IdempotencyState.InProgress());
    }

    @Override
    public Mono<Void> complete(String key, StoredResponse response) {
        var completed = combine(
                set("status", response.status()), set("location", response.location()), set("body", response.body()));
        return Mono.from(requests.updateOne(eq("_id", key), completed)).then();
    }

    @Override
    public Mono<Void> release(String key) {
        return Mono.from(requests.deleteOne(eq("_id", key))).then();
    }

    /** By {@link MongoIndexes#BY_AGE}. */
    @Override
    public Mono<Long> deleteExpired() {
        return Mono.from(requests.deleteMany(lt("at", clock.instant().minus(RETENTION))))
                .map(DeleteResult::getDeletedCount);
    }

    private RequestDocument started(String key, String payloadHash) {
        var now = clock.instant();
        return new RequestDocument(key, payloadHash, now, now.plus(LEASE), null, null, null);
    }

    /** A request and, once it is completed, the response to it. */
    public record RequestDocument(
            @BsonId String key,
            @BsonProperty("payload") String payloadHash,
            @BsonProperty("at") Instant startedAt,
            Instant leasedUntil,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String body) {}
}
