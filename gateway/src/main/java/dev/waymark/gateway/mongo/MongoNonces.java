package dev.waymark.gateway.mongo;

import com.mongodb.client.result.InsertOneResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.gateway.oidc.Nonces;
import dev.waymark.platform.mongo.MongoFailures;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What was used, as long as it could be used again. By {@code _id}: the built-in index. */
final class MongoNonces implements Nonces {

    private final MongoCollection<Document> nonces;

    MongoNonces(MongoDatabase database) {
        this.nonces = database.getCollection("nonces");
    }

    @Override
    public Mono<Boolean> use(String nonce, Instant expiresAt) {
        return isNew(nonces.insertOne(new Document("_id", nonce).append("expiresAt", Date.from(expiresAt))));
    }

    /** Whether nothing had the same {@code _id} before. */
    static Mono<Boolean> isNew(Publisher<InsertOneResult> insertion) {
        return Mono.from(insertion).map(_ -> true).onErrorResume(MongoFailures::isKeyConflict, _ -> Mono.just(false));
    }
}
