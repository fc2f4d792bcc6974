package dev.waymark.orders.projection;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.orders.domain.TrackedShipment;

class InMemoryShipmentStoreTest implements ShipmentStoreContract {

    private final InMemoryShipmentStore store = new InMemoryShipmentStore();

    @Override
    public AggregateStore<ShipmentKey, TrackedShipment> store() {
        return store;
    }
}
