package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.sending.RetryStore;
import dev.waymark.platform.mongo.MongoFailures;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** Order updates to process again, in the collection {@code retries}; they hold no personal data. */
public final class MongoRetryStore implements RetryStore {

    private final MongoCollection<Document> retries;
    private final JsonMapper json;

    public MongoRetryStore(MongoDatabase database, JsonMapper json) {
        this.retries = database.getCollection("retries");
        this.json = json;
    }

    public Mono<Void> createIndexes() {
        return Mono.from(retries.createIndex(Indexes.ascending(Fields.DUE_AT))).then();
    }

    @Override
    public Mono<Void> put(OrderUpdate update, int tries, Instant dueAt) {
        var entry = combine(
                set(Fields.UPDATE, json.writeValueAsString(update)),
                set(Fields.TRIES, tries),
                set(Fields.DUE_AT, Date.from(dueAt)));
        return Mono.from(retries.updateOne(id(update), entry, new UpdateOptions().upsert(true)))
                // Two upserts of one id can both find nothing; the second then fails on the first's document.
                .retryWhen(Retry.max(1).filter(MongoFailures::isKeyConflict))
                .then();
    }

    @Override
    public Flux<Due> claimDue(Instant now, Instant claimedUntil, int limit) {
        return Flux.from(retries.find(lte(Fields.DUE_AT, Date.from(now)))
                        .sort(Sorts.ascending(Fields.DUE_AT))
                        .limit(limit))
                .concatMap(document -> claim(document, claimedUntil));
    }

    @Override
    public Mono<Void> remove(OrderUpdate update) {
        return Mono.from(retries.deleteOne(id(update))).then();
    }

    private Mono<Due> claim(Document document, Instant claimedUntil) {
        var stillDue = new Document(Fields.ID, document.getString(Fields.ID))
                .append(Fields.DUE_AT, document.getDate(Fields.DUE_AT));
        return Mono.from(retries.updateOne(stillDue, set(Fields.DUE_AT, Date.from(claimedUntil))))
                .filter(result -> result.getMatchedCount() == 1)
                .map(_ -> new Due(
                        json.readValue(document.getString(Fields.UPDATE), OrderUpdate.class),
                        document.getInteger(Fields.TRIES)));
    }

    private static Bson id(OrderUpdate update) {
        return eq(Fields.ID, update.id().value());
    }
}
