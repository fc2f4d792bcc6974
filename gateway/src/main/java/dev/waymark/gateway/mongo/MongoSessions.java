package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.gateway.signin.Sessions;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** A session is a document as long as it goes on. All by {@code _id}: the built-in index. */
final class MongoSessions implements Sessions {

    private final MongoCollection<Document> sessions;

    MongoSessions(MongoDatabase database) {
        this.sessions = database.getCollection("sessions");
    }

    @Override
    public Mono<Void> begin(String sessionId, Instant expiresAt) {
        return Mono.from(sessions.insertOne(new Document("_id", sessionId).append("expiresAt", Date.from(expiresAt))))
                .then();
    }

    @Override
    public Mono<Boolean> isActive(String sessionId) {
        return Mono.from(sessions.find(Filters.eq("_id", sessionId)).projection(Projections.include("_id")))
                .hasElement();
    }

    @Override
    public Mono<Void> prolong(String sessionId, Instant expiresAt) {
        return Mono.from(sessions.updateOne(
                        Filters.eq("_id", sessionId), Updates.max("expiresAt", Date.from(expiresAt))))
                .then();
    }

    @Override
    public Mono<Void> revoke(String sessionId) {
        return Mono.from(sessions.deleteOne(Filters.eq("_id", sessionId))).then();
    }
}
