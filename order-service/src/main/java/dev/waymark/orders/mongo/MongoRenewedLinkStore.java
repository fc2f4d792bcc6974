package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.contract.OrderId;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.query.RenewedLinkStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * One small document for each link, under the hash of its token. No part of the read model: it cannot be rebuilt from a
 * log.
 */
final class MongoRenewedLinkStore implements RenewedLinkStore {

    private final MongoCollection<Renewal> links;
    private final Clock clock;

    MongoRenewedLinkStore(MongoCollections collections, Clock clock) {
        this.links = collections.renewedLinks();
        this.clock = clock;
    }

    @Override
    public Mono<Void> save(OrderId order, Collection<String> tokens, Instant at) {
        var link = combine(setOnInsert("order", order), setOnInsert("at", at));
        var writes = tokens.stream()
                .map(token -> new UpdateOneModel<Renewal>(
                        eq("_id", LinkTokens.hashed(token)), link, new UpdateOptions().upsert(true)))
                .toList();
        return Mono.from(links.bulkWrite(writes, MongoAggregateStore.UNORDERED)).then();
    }

    @Override
    public Mono<Renewal> find(String hash) {
        return Mono.from(links.find(eq("_id", hash)));
    }

    /** By {@link MongoIndexes#BY_AGE}. */
    @Override
    public Mono<Long> deleteOlderThan(Duration age) {
        return Mono.from(links.deleteMany(lt("at", clock.instant().minus(age)))).map(DeleteResult::getDeletedCount);
    }
}
