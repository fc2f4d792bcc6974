package dev.waymark.orders.mongo;

import static java.util.stream.Collectors.toMap;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import dev.waymark.orders.people.PersonKeyStore;
import java.util.Collection;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wrapped keys in MongoDB, one document each. */
public final class MongoPersonKeyStore implements PersonKeyStore {

    private static final String KEY = "key";

    private final Collections collections;

    public MongoPersonKeyStore(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Mono<byte[]> putIfAbsent(String personId, byte[] key) {
        var stored = key(personId);
        return stored.switchIfEmpty(Mono.from(collections
                        .people()
                        .insertOne(new BsonDocument("_id", new BsonString(personId)).append(KEY, new BsonBinary(key))))
                .thenReturn(key)
                .onErrorResume(MongoPersonKeyStore::isDuplicate, e -> stored));
    }

    @Override
    public Mono<Map<String, byte[]>> load(Collection<String> personIds) {
        if (personIds.isEmpty()) {
            return Mono.just(Map.of());
        }
        var ids = new BsonArray(personIds.stream().map(BsonString::new).toList());
        return Flux.from(collections.people().find(id(new BsonDocument("$in", ids))))
                .collectList()
                .map(found -> found.stream()
                        .collect(toMap(
                                person -> person.getString("_id").getValue(),
                                person -> person.getBinary(KEY).getData())));
    }

    @Override
    public Mono<Void> delete(String personId) {
        return Mono.from(collections.people().deleteOne(id(new BsonString(personId))))
                .then();
    }

    private Mono<byte[]> key(String personId) {
        return Mono.from(collections.people().find(id(new BsonString(personId))))
                .map(person -> person.getBinary(KEY).getData());
    }

    private static BsonDocument id(BsonValue value) {
        return new BsonDocument("_id", value);
    }

    static boolean isDuplicate(Throwable e) {
        return e instanceof MongoWriteException failed
                && failed.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
