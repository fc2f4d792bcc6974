package dev.waymark.orders.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.projection.FormerShipmentKeys;
import java.util.List;
import org.bson.BsonDocument;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** By the keys of the index {@link MongoIndexes#BY_NUMBER} alone: a pass over it costs less than one over the documents. */
final class MongoFormerShipmentKeys implements FormerShipmentKeys {

    /** What may have another form: a long number, or one with separators. */
    private static final String MAY_DIFFER = "^.{18,}$|[-._/]";

    private final MongoCollection<ShipmentDocument> shipments;
    private final MongoShipmentStore store;

    MongoFormerShipmentKeys(MongoCollections collections, MongoShipmentStore store) {
        this.shipments = collections.shipments();
        this.store = store;
    }

    @Override
    public Mono<Long> move() {
        return Flux.from(shipments
                        .withDocumentClass(BsonDocument.class)
                        .find(regex("number", MAY_DIFFER))
                        .projection(include("_id")))
                .map(document -> document.getString("_id").getValue())
                .filter(id -> !ShipmentKey.parse(id).toString().equals(id))
                .concatMap(this::move)
                .filter(moved -> moved)
                .count();
    }

    /** The former document goes last: a crash in between leaves two, of which the next run makes one. */
    private Mono<Boolean> move(String id) {
        return Mono.from(shipments
                        .withDocumentClass(BsonDocument.class)
                        .find(eq("_id", id))
                        .projection(include("version")))
                .flatMap(former -> Mono.from(shipments.find(eq("_id", id)))
                        .map(ShipmentDocument::toTrackedShipment)
                        .flatMap(this::merge)
                        .filter(saved -> saved)
                        .flatMap(_ -> Mono.from(shipments.deleteOne(and(
                                eq("_id", id),
                                eq("version", former.getInt64("version").getValue())))))
                        .map(deleted -> deleted.getDeletedCount() == 1));
    }

    private Mono<Boolean> merge(TrackedShipment former) {
        return store.load(List.of(former.key())).flatMap(stored -> {
            var canonical = stored.getOrDefault(former.key(), TrackedShipment.empty(former.key()));
            return store.save(List.of(canonical.merge(former).withVersion(canonical.version() + 1)));
        });
    }
}
