package dev.waymark.notifications.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.notifications.sending.DeliveryReceipt;
import dev.waymark.notifications.sending.SendAttempt;
import dev.waymark.platform.mongo.MongoFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The last receipt of each part, in the collection {@code receipts}: one may come before we have recorded which message its id
 * belongs to.
 */
final class MongoReceipts {

    static final String COLLECTION = "receipts";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    /** Longer than a provider tries to deliver a text message. */
    private static final Duration KEPT = Duration.ofDays(14);

    /** A provider may give an id anew after so long. */
    private static final Duration REUSED = Duration.ofDays(4);

    private final MongoCollection<Document> receipts;

    MongoReceipts(MongoDatabase database) {
        this.receipts = database.getCollection(COLLECTION);
    }

    Mono<Void> forget(Instant now) {
        return Mono.from(receipts.deleteMany(lt(Fields.DECIDED_AT, now.minus(KEPT))))
                .then();
    }

    Mono<Void> keep(DeliveryReceipt receipt, Instant now) {
        var finality = receipt.state().finality();
        return Mono.from(receipts.updateOne(
                        and(
                                eq(Fields.ID, id(receipt.channel(), receipt.id())),
                                or(lte(Fields.FINALITY, finality), lt(Fields.DECIDED_AT, now.minus(REUSED)))),
                        combine(
                                set(Fields.CHANNEL, receipt.channel().name()),
                                set(Fields.PROVIDER_ID, receipt.id()),
                                set(Fields.STATE, receipt.state().name()),
                                set(Fields.FINALITY, finality),
                                set(Fields.ERROR, receipt.error()),
                                set(Fields.UNKNOWN_RECIPIENT, receipt.unknownRecipient()),
                                set(Fields.DECIDED_AT, now)),
                        UPSERT))
                // One that is more final is kept.
                .onErrorComplete(MongoFailures::isKeyConflict)
                .then();
    }

    /** Those for the parts of {@code attempt}: one that is older is about another message, whose id was given anew. */
    Mono<List<DeliveryReceipt>> of(SendAttempt attempt) {
        var ids = attempt.parts().known().stream()
                .map(id -> id(attempt.channel(), id))
                .toList();
        return ids.isEmpty()
                ? Mono.just(List.of())
                : Flux.from(receipts.find(and(in(Fields.ID, ids), gte(Fields.DECIDED_AT, attempt.claimedAt()))))
                        .map(MongoReceipts::receipt)
                        .collectList();
    }

    private static DeliveryReceipt receipt(Document document) {
        return new DeliveryReceipt(
                Channel.valueOf(document.getString(Fields.CHANNEL)),
                document.getString(Fields.PROVIDER_ID),
                DeliveryReceipt.State.valueOf(document.getString(Fields.STATE)),
                document.getString(Fields.ERROR),
                document.getBoolean(Fields.UNKNOWN_RECIPIENT));
    }

    private static String id(Channel channel, String id) {
        return channel.name() + ":" + id;
    }
}
