package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.gateway.signin.PendingSignIns;
import dev.waymark.gateway.signin.PendingSignIns.PendingSignIn;
import java.util.Date;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** Sign-ins waiting for their code. All by {@code _id}: the built-in index. */
final class MongoPendingSignIns implements PendingSignIns {

    private final MongoCollection<Document> signins;

    MongoPendingSignIns(MongoDatabase database) {
        this.signins = database.getCollection("signins");
    }

    @Override
    public Mono<Void> open(PendingSignIn attempt) {
        return Mono.from(signins.insertOne(new Document("_id", attempt.id())
                        .append("code", attempt.codeHash())
                        .append("person", attempt.personRef())
                        .append("staff", attempt.staffRef())
                        .append("contact", attempt.maskedContact())
                        .append("expiresAt", Date.from(attempt.expiresAt()))
                        .append("tries", attempt.tries())))
                .then();
    }

    /** Counted before it is compared, in one atomic step: a thousand guesses at once are a thousand tries. */
    @Override
    public Mono<PendingSignIn> countTry(String id) {
        return Mono.from(signins.findOneAndUpdate(
                        Filters.eq("_id", id),
                        Updates.inc("tries", 1),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(MongoPendingSignIns::waiting);
    }

    @Override
    public Mono<Boolean> close(String id) {
        return Mono.from(signins.deleteOne(Filters.eq("_id", id))).map(result -> result.getDeletedCount() == 1);
    }

    private static PendingSignIn waiting(Document document) {
        return new PendingSignIn(
                document.getString("_id"),
                document.getString("code"),
                document.getString("person"),
                document.getString("contact"),
                document.getString("staff"),
                document.getDate("expiresAt").toInstant(),
                document.getInteger("tries"));
    }
}
