package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.gateway.secondfactor.SecondFactors;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;

/** One document a member. All by {@code _id}: the built-in index. */
final class MongoSecondFactors implements SecondFactors {

    private final MongoCollection<Document> factors;

    MongoSecondFactors(MongoDatabase database) {
        this.factors = database.getCollection("second-factors");
    }

    @Override
    public Mono<Enrollment> find(String personRef) {
        return Mono.from(factors.find(Filters.eq("_id", personRef)))
                .map(document -> new Enrollment(
                        document.getString("_id"),
                        document.getString("secret"),
                        document.getLong("lastStep"),
                        document.getList("recovery", String.class, List.of()),
                        document.getDate("enrolledAt").toInstant()));
    }

    @Override
    public Mono<Boolean> add(Enrollment enrollment) {
        return MongoNonces.isNew(factors.insertOne(new Document("_id", enrollment.personRef())
                .append("secret", enrollment.sealedSecret())
                .append("lastStep", enrollment.lastStep())
                .append("recovery", enrollment.recoveryCodes())
                .append("enrolledAt", Date.from(enrollment.enrolledAt()))));
    }

    @Override
    public Mono<Boolean> useStep(String personRef, long step) {
        return used(
                Filters.and(Filters.eq("_id", personRef), Filters.lt("lastStep", step)), Updates.set("lastStep", step));
    }

    @Override
    public Mono<Boolean> useRecoveryCode(String personRef, String hash) {
        return used(
                Filters.and(Filters.eq("_id", personRef), Filters.eq("recovery", hash)),
                Updates.pull("recovery", hash));
    }

    @Override
    public Mono<Void> remove(String personRef) {
        return Mono.from(factors.deleteOne(Filters.eq("_id", personRef))).then();
    }

    /** The filter and the change are one atomic step, so of several at once one finds it unused. */
    private Mono<Boolean> used(Bson unused, Bson change) {
        return Mono.from(factors.updateOne(unused, change))
                .map(UpdateResult::getModifiedCount)
                .map(changed -> changed == 1);
    }
}
