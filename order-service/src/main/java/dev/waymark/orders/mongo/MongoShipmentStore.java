package dev.waymark.orders.mongo;

import static java.util.stream.Collectors.toMap;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.projection.AggregateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Parcels in MongoDB, one document each. */
public final class MongoShipmentStore implements AggregateStore<ShipmentKey, TrackedShipment> {

    private final Collections collections;
    private final Guarded<TrackedShipment> guarded;
    private final Clock clock;

    public MongoShipmentStore(Collections collections, Clock clock) {
        this.collections = collections;
        this.guarded =
                new Guarded<>(collections.shipments(), tracked -> tracked.key().toString(), TrackedShipment::version);
        this.clock = clock;
    }

    @Override
    public Mono<Map<ShipmentKey, TrackedShipment>> load(Collection<ShipmentKey> keys) {
        if (keys.isEmpty()) {
            return Mono.just(Map.of());
        }
        var ids = new BsonArray(
                keys.stream().map(key -> new BsonString(key.toString())).toList());
        return Flux.from(collections
                        .shipments()
                        .find(new BsonDocument("_id", new BsonDocument("$in", ids)))
                        .batchSize(keys.size() + 1))
                .collectList()
                .map(found -> found.stream().collect(toMap(TrackedShipment::key, Function.identity())));
    }

    @Override
    public Mono<Boolean> save(Collection<TrackedShipment> changed) {
        return guarded.save(changed);
    }

    @Override
    public Mono<Void> clearOutboxes(Collection<TrackedShipment> published) {
        return guarded.clear(published);
    }

    @Override
    public Mono<List<TrackedShipment>> stuckOutboxEntries(Duration age, int limit) {
        return guarded.stuckOutboxEntries(clock.instant(), age, limit);
    }

    Mono<List<TrackedShipment>> byNumber(TrackingNumber number, int limit) {
        return byNumber(new BsonString(number.value()), limit);
    }

    Mono<List<TrackedShipment>> byNumbers(Collection<TrackingNumber> numbers, int limit) {
        var values =
                numbers.stream().map(number -> new BsonString(number.value())).toList();
        return byNumber(new BsonDocument("$in", new BsonArray(values)), limit);
    }

    Mono<List<TrackedShipment>> byNumberStart(String start, int limit) {
        return byNumber(Bson.beginningWith(start), limit);
    }

    /** By {@link Indexes#BY_NUMBER}. */
    private Mono<List<TrackedShipment>> byNumber(BsonValue number, int limit) {
        return Flux.from(collections
                        .shipments()
                        .find(new BsonDocument("number", number))
                        .limit(limit))
                .collectList();
    }
}
