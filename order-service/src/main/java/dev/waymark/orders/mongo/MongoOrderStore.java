package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.contract.OrderId;
import dev.waymark.orders.domain.TrackedOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import reactor.core.publisher.Mono;

/** Orders in MongoDB, and one row for each of their owners. */
final class MongoOrderStore extends MongoAggregateStore<OrderId, TrackedOrder, OrderDocument> {

    private final MongoCollection<OwnerDocument> owners;

    MongoOrderStore(MongoCollections collections, Clock clock) {
        super(collections.orders(), OrderDocument::of, OrderDocument::toTrackedOrder, clock);
        this.owners = collections.owners();
    }

    /** The rows go first: a list skips a row whose order is not stored yet, but would never find a missing row. */
    @Override
    public Mono<Boolean> save(Collection<TrackedOrder> changed) {
        return saveOwners(changed).then(Mono.defer(() -> super.save(changed)));
    }

    private Mono<Void> saveOwners(Collection<TrackedOrder> changed) {
        var rows = changed.stream()
                .filter(tracked -> tracked.version() == 1 || tracked.order().isAmended())
                .flatMap(MongoOrderStore::ownerRows)
                .toList();
        return rows.isEmpty()
                ? Mono.empty()
                : Mono.from(owners.bulkWrite(rows, UNORDERED)).then();
    }

    private static Stream<ReplaceOneModel<OwnerDocument>> ownerRows(TrackedOrder tracked) {
        var order = tracked.order().placed();
        return tracked.index().owners().stream()
                .map(owner ->
                        new OwnerDocument(owner + ":" + order.orderId(), owner, order.placedAt(), order.orderId()))
                .map(row -> new ReplaceOneModel<>(eq("_id", row.id()), row, new ReplaceOptions().upsert(true)));
    }

    /** One row of an owner's list of orders. */
    public record OwnerDocument(
            @BsonId String id,
            String owner,
            @BsonProperty("placed") Instant placedAt,
            OrderId order) {}
}
