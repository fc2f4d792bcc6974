package dev.waymark.orders.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.orders.domain.TrackedShipment;
import java.time.Clock;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Shipments of releases that knew no canonical form of a number. */
@WithStore
class FormerShipmentKeysIT {

    private static final String SPELLED = "420787459400111206206406260787";
    private static final ShipmentKey KEY = Samples.shipment("usps", SPELLED);
    private static final OrderId FORMER = OrderId.of(new OrderNumber("10042"));
    private static final OrderId OTHER = OrderId.of(new OrderNumber("10043"));

    private final MongoDatabase database;
    private final MongoShipmentStore store;
    private final MongoFormerShipmentKeys keys;

    FormerShipmentKeysIT(MongoDatabase database) {
        this.database = database;
        var collections = new MongoCollections(database, JsonMapper.builder().build());
        store = new MongoShipmentStore(collections, Clock.systemUTC());
        keys = new MongoFormerShipmentKeys(collections, store);
    }

    @Test
    void shipmentUnderAFormerKeyIsOneWithThatUnderTheCanonicalOne() {
        store.save(List.of(shipment(FORMER, SubStatus.ACCEPTED, 1))).block();
        underItsFormerKey();
        store.save(List.of(shipment(OTHER, SubStatus.DEPARTED, 2))).block();

        assertThat(keys.move().block()).isEqualTo(1);

        var found = store.load(List.of(KEY)).block();
        assertThat(found).containsOnlyKeys(KEY);
        var shipment = found.get(KEY);
        assertThat(shipment.orders()).containsExactlyInAnyOrder(FORMER, OTHER);
        assertThat(shipment.shipment().checkpoints()).hasSize(2);
        assertThat(Flux.from(database.getCollection("shipments").find())
                        .collectList()
                        .block())
                .hasSize(1);
        assertThat(keys.move().block()).isZero();
    }

    private static TrackedShipment shipment(OrderId order, SubStatus status, int hours) {
        return TrackedShipment.empty(KEY)
                .claim(order, Samples.NOON, Samples.NOON)
                .apply(List.of(Samples.event(SPELLED, Samples.scan(SPELLED, status, hours))))
                .withVersion(1);
    }

    private void underItsFormerKey() {
        var shipments = database.getCollection("shipments", BsonDocument.class);
        var document =
                Mono.from(shipments.find(Filters.eq("_id", KEY.toString()))).block();
        document.put("_id", new BsonString("usps:" + SPELLED));
        document.put("number", new BsonString(SPELLED));
        Mono.from(shipments.insertOne(document)).block();
        Mono.from(shipments.deleteOne(Filters.eq("_id", KEY.toString()))).block();
    }
}
