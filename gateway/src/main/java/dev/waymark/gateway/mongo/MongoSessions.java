package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.gateway.signin.Sessions;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A session is a document as long as it goes on. One by {@code _id}, those of a person by {@link GatewayIndexes#BY_PERSON}. */
final class MongoSessions implements Sessions {

    private final MongoCollection<Document> sessions;

    MongoSessions(MongoDatabase database) {
        this.sessions = database.getCollection("sessions");
    }

    @Override
    public Mono<Void> begin(Session session) {
        return Mono.from(sessions.insertOne(new Document("_id", session.id())
                        .append("person", session.personRef())
                        .append("contact", session.maskedContact())
                        .append("other", session.otherId())
                        .append("staff", session.staffRef())
                        .append("secondFactor", session.secondFactorProved())
                        .append("beganAt", Date.from(session.beganAt()))
                        .append("usedAt", Date.from(session.usedAt()))
                        .append("expiresAt", Date.from(session.expiresAt()))))
                .then();
    }

    /** A session of an older release names nobody: whoever it was signs in again. */
    @Override
    public Mono<Session> find(String id) {
        return Mono.from(sessions.find(Filters.and(Filters.eq("_id", id), Filters.exists("person"))))
                .map(MongoSessions::session);
    }

    @Override
    public Mono<Void> prolong(String id, Instant usedAt, Instant expiresAt) {
        return Mono.from(sessions.updateOne(
                        Filters.eq("_id", id),
                        Updates.combine(
                                Updates.max("usedAt", Date.from(usedAt)),
                                Updates.max("expiresAt", Date.from(expiresAt)))))
                .then();
    }

    @Override
    public Flux<Session> of(String personRef) {
        return Flux.from(sessions.find(Filters.eq("person", personRef)).sort(Sorts.descending("beganAt")))
                .map(MongoSessions::session);
    }

    @Override
    public Mono<Boolean> end(String personRef, String id) {
        return Mono.from(sessions.deleteOne(Filters.and(Filters.eq("_id", id), Filters.eq("person", personRef))))
                .map(deleted -> deleted.getDeletedCount() > 0);
    }

    @Override
    public Mono<Long> endAll(String personRef) {
        return Mono.from(sessions.deleteMany(Filters.eq("person", personRef))).map(DeleteResult::getDeletedCount);
    }

    private static Session session(Document document) {
        return new Session(
                document.getString("_id"),
                document.getString("person"),
                document.getString("contact"),
                document.getString("other"),
                document.getString("staff"),
                document.getBoolean("secondFactor", false),
                document.getDate("beganAt").toInstant(),
                document.getDate("usedAt").toInstant(),
                document.getDate("expiresAt").toInstant());
    }
}
