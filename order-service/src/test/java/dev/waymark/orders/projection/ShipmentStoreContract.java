package dev.waymark.orders.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.orders.domain.NotifiedMilestone;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.domain.TrackedShipment.WholeShipment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of shipments guarantees. */
public interface ShipmentStoreContract {

    AggregateStore<ShipmentKey, TrackedShipment> store();

    @Test
    default void savedShipmentIsLoadedUnchanged() {
        var shipment = shipment();

        assertThat(store().save(List.of(shipment)).block()).isTrue();

        assertThat(store().load(List.of(shipment.key(), Samples.shipment("NOWHERE")))
                        .block())
                .containsOnly(Map.entry(shipment.key(), shipment));
    }

    @Test
    default void aVersionIsOnlyWrittenOverTheOneBeforeIt() {
        var first = shipment();
        store().save(List.of(first)).block();

        assertThat(store().save(List.of(first)).block()).isFalse();
        assertThat(store().save(List.of(first.withVersion(3))).block()).isFalse();
        assertThat(store().save(List.of(first.withVersion(2))).block()).isTrue();
        assertThat(store().save(List.of(first.withVersion(2))).block()).isFalse();
        assertThat(load(first).version()).isEqualTo(2);
    }

    @Test
    default void oneVersionConflictDoesNotPreventTheOtherWrites() {
        var stale = shipment();
        var other = shipment();
        store().save(List.of(stale)).block();

        assertThat(store().save(List.of(stale, other)).block()).isFalse();

        assertThat(load(other)).isEqualTo(other);
    }

    @Test
    default void outboxIsStoredUntilItIsClearedInItsVersion() {
        var shipment = shipment();
        var next = shipment.withVersion(2);
        store().save(List.of(shipment)).block();
        store().save(List.of(next)).block();

        store().clearOutboxes(List.of(shipment)).block();
        assertThat(load(shipment).outbox()).hasSize(1);
        assertThat(store().stuckOutboxEntries(Duration.ZERO, 1000).block().readable())
                .contains(next);
        assertThat(store().stuckOutboxEntries(Duration.ofHours(1), 1000).block().readable())
                .doesNotContain(next);

        store().clearOutboxes(List.of(next)).block();
        assertThat(load(shipment).outbox()).isEmpty();
        assertThat(store().stuckOutboxEntries(Duration.ZERO, 1000).block().readable())
                .doesNotContain(next);
    }

    private TrackedShipment load(TrackedShipment shipment) {
        return store().load(List.of(shipment.key())).block().get(shipment.key());
    }

    private static TrackedShipment shipment() {
        var number = "C" + UUID.randomUUID().toString().substring(0, 12).toUpperCase(Locale.ROOT);
        var order = OrderId.of(new OrderNumber(number));
        OrderUpdate update = new OrderUpdate.TimelineChanged(
                EventId.of("timeline", number), order, Samples.shipment(number), Samples.NOON);
        return new TrackedShipment(
                Shipment.empty(Samples.shipment(number))
                        .apply(Samples.delivered(number))
                        .shipment(),
                List.of(order),
                Map.of(order, Samples.NOON),
                List.of(),
                List.of(new NotifiedMilestone(order, Milestone.DELIVERED, 2)),
                List.of(new WholeShipment(Samples.shipment("W" + number), List.of(order), Samples.NOON)),
                1,
                List.of(update));
    }
}
