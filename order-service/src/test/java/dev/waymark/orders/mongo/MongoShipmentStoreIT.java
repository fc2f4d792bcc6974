package dev.waymark.orders.mongo;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.projection.AggregateStore;
import dev.waymark.orders.projection.ShipmentStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@WithStore
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoShipmentStoreIT implements ShipmentStoreContract {

    private final AggregateStore<ShipmentKey, TrackedShipment> store;

    MongoShipmentStoreIT(MongoDatabase database) {
        var collections = new MongoCollections(database, JsonMapper.builder().build());
        store = new MongoShipmentStore(collections, Clock.systemUTC());
    }

    @Override
    public AggregateStore<ShipmentKey, TrackedShipment> store() {
        return store;
    }
}
