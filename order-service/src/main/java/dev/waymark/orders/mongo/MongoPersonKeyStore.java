package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static dev.waymark.platform.mongo.MongoInserts.insertOrFind;

import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.orders.people.PersonKeyStore;
import java.util.Collection;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.types.Binary;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Encrypted keys of people in MongoDB, one document each. */
final class MongoPersonKeyStore implements PersonKeyStore {

    private final MongoCollection<PersonDocument> people;

    MongoPersonKeyStore(MongoCollections collections) {
        this.people = collections.people();
    }

    @Override
    public Mono<byte[]> putIfAbsent(String personId, byte[] key) {
        var stored = Mono.from(people.find(eq("_id", personId)))
                .map(person -> person.key().getData());
        var insertion = Mono.from(people.insertOne(new PersonDocument(personId, new Binary(key))))
                .thenReturn(key);
        return stored.switchIfEmpty(insertOrFind(insertion, stored));
    }

    @Override
    public Mono<Map<String, byte[]>> load(Collection<String> personIds) {
        return personIds.isEmpty()
                ? Mono.just(Map.of())
                : Flux.from(people.find(in("_id", personIds)))
                        .collectMap(PersonDocument::id, person -> person.key().getData());
    }

    @Override
    public Mono<Void> delete(String personId) {
        return Mono.from(people.deleteOne(eq("_id", personId))).then();
    }

    /** The key of one person. */
    public record PersonDocument(@BsonId String id, Binary key) {}
}
