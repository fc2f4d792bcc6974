package dev.waymark.orders.mongo;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.waymark.contract.OrderId;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.query.RenewedLinkStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import reactor.core.publisher.Mono;

/** One document for each link, by the token's hash. Not part of the read model: no log could rebuild it. */
public final class MongoRenewedLinkStore implements RenewedLinkStore {

    private static final String ORDER = "order";
    private static final String AT = "at";

    private final Collections collections;
    private final Clock clock;

    public MongoRenewedLinkStore(Collections collections, Clock clock) {
        this.collections = collections;
        this.clock = clock;
    }

    @Override
    public Mono<Void> save(OrderId order, LinkTokens.Links links, Instant at) {
        var link =
                new BsonDocument(ORDER, new BsonString(order.value())).append(AT, new BsonDateTime(at.toEpochMilli()));
        var writes = Stream.of(links.email(), links.sms())
                .map(token -> new UpdateOneModel<BsonDocument>(
                        id(LinkTokens.hashed(token)),
                        new BsonDocument("$setOnInsert", link),
                        new UpdateOptions().upsert(true)))
                .toList();
        return Mono.from(collections.renewedLinks().bulkWrite(writes, new BulkWriteOptions().ordered(false)))
                .then();
    }

    @Override
    public Mono<Renewal> find(String hash) {
        return Mono.from(collections.renewedLinks().find(id(hash)))
                .map(link -> new Renewal(
                        new OrderId(link.getString(ORDER).getValue()),
                        Instant.ofEpochMilli(link.getDateTime(AT).getValue())));
    }

    /** By {@link Indexes#BY_AGE}. */
    @Override
    public Mono<Long> deleteOlderThan(Duration age) {
        var old = new BsonDocument(
                "$lt", new BsonDateTime(clock.instant().minus(age).toEpochMilli()));
        return Mono.from(collections.renewedLinks().deleteMany(new BsonDocument(AT, old)))
                .map(result -> result.getDeletedCount());
    }

    private static BsonDocument id(String hash) {
        return new BsonDocument("_id", new BsonString(hash));
    }
}
