package dev.waymark.orders.projection;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.orders.domain.TrackedShipment;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

final class InMemoryShipmentStore implements AggregateStore<ShipmentKey, TrackedShipment> {

    final Map<ShipmentKey, TrackedShipment> shipments = new LinkedHashMap<>();
    private final Map<ShipmentKey, Instant> writtenAt = new LinkedHashMap<>();

    /** Runs once, between a read and the write after it. */
    Runnable betweenReadAndWrite = () -> {};

    int writes;

    @Override
    public Mono<Map<ShipmentKey, TrackedShipment>> load(Collection<ShipmentKey> keys) {
        return Mono.fromCallable(() -> {
            Map<ShipmentKey, TrackedShipment> found = new LinkedHashMap<>(shipments);
            found.keySet().retainAll(keys);
            var concurrent = betweenReadAndWrite;
            betweenReadAndWrite = () -> {};
            concurrent.run();
            return found;
        });
    }

    @Override
    public Mono<Boolean> save(Collection<TrackedShipment> changed) {
        return Mono.fromCallable(() -> {
            writes++;
            var all = true;
            for (var shipment : changed) {
                var before = shipments.get(shipment.key());
                if ((before == null ? 0 : before.version()) == shipment.version() - 1) {
                    shipments.put(shipment.key(), shipment);
                    writtenAt.put(shipment.key(), Instant.now());
                } else {
                    all = false;
                }
            }
            return all;
        });
    }

    @Override
    public Mono<Void> clearOutboxes(Collection<TrackedShipment> published) {
        return Mono.fromRunnable(() -> published.forEach(shipment -> shipments.computeIfPresent(
                shipment.key(),
                (_, stored) -> stored.version() == shipment.version() ? withoutOutbox(stored) : stored)));
    }

    private static TrackedShipment withoutOutbox(TrackedShipment stored) {
        return new TrackedShipment(
                stored.shipment(),
                stored.orders(),
                stored.placedAt(),
                stored.returns(),
                stored.notified(),
                stored.wholeShipments(),
                stored.version(),
                List.of());
    }

    @Override
    public Mono<StuckOutboxes<TrackedShipment>> stuckOutboxEntries(Duration age, int limit) {
        return Mono.fromCallable(() -> new StuckOutboxes<>(
                shipments.values().stream()
                        .filter(shipment -> !shipment.outbox().isEmpty())
                        .filter(shipment -> !writtenAt
                                .get(shipment.key())
                                .isAfter(Instant.now().minus(age)))
                        .limit(limit)
                        .toList(),
                List.of()));
    }
}
