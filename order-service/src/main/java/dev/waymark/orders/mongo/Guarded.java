package dev.waymark.orders.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes documents that bear a version, each only over the version before it. A new one is inserted and an old one
 * replaced: an upsert that also asks for the version would insert a second time when it meets a newer one.
 */
final class Guarded<T> {

    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<T> collection;
    private final Function<T, String> id;
    private final ToLongFunction<T> version;

    Guarded(MongoCollection<T> collection, Function<T, String> id, ToLongFunction<T> version) {
        this.collection = collection;
        this.id = id;
        this.version = version;
    }

    Mono<Boolean> save(Collection<T> changed) {
        var writes = new ArrayList<WriteModel<T>>(changed.size());
        var replaced = 0;
        for (var document : changed) {
            var before = version.applyAsLong(document) - 1;
            if (before == 0) {
                writes.add(new InsertOneModel<>(document));
            } else {
                writes.add(new ReplaceOneModel<>(guard(document, before), document));
                replaced++;
            }
        }
        var expected = replaced;
        return Mono.from(collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .map(result -> result.getMatchedCount() == expected)
                .onErrorResume(Guarded::onlyDuplicates, e -> Mono.just(false));
    }

    /** Takes the outboxes out of documents that nobody wrote since; who did has taken them over. */
    Mono<Void> clear(Collection<T> published) {
        var nothing = new BsonInt32(1);
        var unset = new BsonDocument(
                "$unset", new BsonDocument(Outbox.UPDATES, nothing).append(Outbox.WAITING_SINCE, nothing));
        var writes = published.stream()
                .map(document -> new UpdateOneModel<T>(guard(document, version.applyAsLong(document)), unset))
                .toList();
        return Mono.from(collection.bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .then();
    }

    /** By {@link Indexes#STUCK_OUTBOX}. */
    Mono<List<T>> stuckOutboxEntries(Instant now, Duration age, int limit) {
        var before = new BsonDocument("$lte", new BsonDateTime(now.minus(age).toEpochMilli()));
        return Flux.from(collection
                        .find(new BsonDocument(Outbox.WAITING_SINCE, before))
                        .limit(limit))
                .collectList();
    }

    private BsonDocument guard(T document, long expected) {
        return new BsonDocument("_id", new BsonString(id.apply(document))).append("version", new BsonInt64(expected));
    }

    private static boolean onlyDuplicates(Throwable e) {
        return e instanceof MongoBulkWriteException failed
                && failed.getWriteConcernError() == null
                && failed.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }
}
