package dev.waymark.orders.mongo;

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
import dev.waymark.orders.projection.AggregateStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of parcels keeps to. */
interface ShipmentStoreContract {

    AggregateStore<ShipmentKey, TrackedShipment> store();

    @Test
    default void whatIsSavedIsLoadedAsItWas() {
        var parcel = parcel(1);

        assertThat(store().save(List.of(parcel)).block()).isTrue();

        assertThat(store().load(List.of(parcel.key(), Samples.shipment("NOWHERE")))
                        .block())
                .containsOnly(Map.entry(parcel.key(), parcel));
    }

    @Test
    default void onlyOverTheVersionBeforeItIsAnythingWritten() {
        var first = parcel(1);
        store().save(List.of(first)).block();

        assertThat(store().save(List.of(first)).block()).isFalse();
        assertThat(store().save(List.of(version(first, 3))).block()).isFalse();
        assertThat(store().save(List.of(version(first, 2))).block()).isTrue();
        assertThat(store().save(List.of(version(first, 2))).block()).isFalse();
        assertThat(load(first).version()).isEqualTo(2);
    }

    @Test
    default void oneStaleParcelDoesNotHoldUpTheOthers() {
        var stale = parcel(1);
        var other = parcel(1);
        store().save(List.of(stale)).block();

        assertThat(store().save(List.of(stale, other)).block()).isFalse();

        assertThat(load(other)).isEqualTo(other);
    }

    @Test
    default void outboxWaitsUntilItIsClearedAtItsVersion() {
        var parcel = parcel(1);
        var next = version(parcel, 2);
        store().save(List.of(parcel)).block();
        store().save(List.of(next)).block();

        store().clearOutboxes(List.of(parcel)).block();
        assertThat(load(parcel).outbox()).hasSize(1);
        assertThat(store().stuckOutboxEntries(Duration.ZERO, 1000).block()).contains(next);
        assertThat(store().stuckOutboxEntries(Duration.ofHours(1), 1000).block())
                .doesNotContain(next);

        store().clearOutboxes(List.of(next)).block();
        assertThat(load(parcel).outbox()).isEmpty();
        assertThat(store().stuckOutboxEntries(Duration.ZERO, 1000).block()).doesNotContain(next);
    }

    private TrackedShipment load(TrackedShipment parcel) {
        return store().load(List.of(parcel.key())).block().get(parcel.key());
    }

    private static TrackedShipment version(TrackedShipment parcel, long version) {
        return new TrackedShipment(parcel.shipment(), parcel.orders(), parcel.notified(), version, parcel.outbox());
    }

    private static TrackedShipment parcel(long version) {
        var number = "C" + UUID.randomUUID().toString().substring(0, 12).toUpperCase(Locale.ROOT);
        var order = OrderId.of(new OrderNumber(number));
        OrderUpdate update = new OrderUpdate.TimelineChanged(
                EventId.of("timeline", number), order, Samples.shipment(number), Samples.NOON);
        return new TrackedShipment(
                Shipment.first(Samples.delivered(number)).shipment(),
                List.of(order),
                List.of(new NotifiedMilestone(order, Milestone.DELIVERED, 2)),
                version,
                List.of(update));
    }
}
