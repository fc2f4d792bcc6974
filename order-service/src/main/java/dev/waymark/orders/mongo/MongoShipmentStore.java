package dev.waymark.orders.mongo;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.orders.domain.TrackedShipment;
import java.time.Clock;

/** Shipments in MongoDB. */
final class MongoShipmentStore extends MongoAggregateStore<ShipmentKey, TrackedShipment, ShipmentDocument> {

    MongoShipmentStore(MongoCollections collections, Clock clock) {
        super(collections.shipments(), ShipmentDocument::of, ShipmentDocument::toTrackedShipment, clock);
    }
}
