package dev.waymark.orders.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.projection.ShipmentProjection.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ShipmentProjectionTest {

    private static final String NUMBER = "RA473124829RU";
    private static final ShipmentKey KEY = Samples.shipment(NUMBER);
    private static final OrderId ORDER = OrderId.of(new OrderNumber("10042"));

    private final KeptInMemory store = new KeptInMemory();
    private final List<OrderUpdate> published = new ArrayList<>();
    private boolean brokerIsAway;
    private final ShipmentProjection projection = new ShipmentProjection(store, this::publish);

    private Mono<Void> publish(List<OrderUpdate> updates) {
        return Mono.defer(() -> {
            if (brokerIsAway) {
                return Mono.error(new IllegalStateException("no broker"));
            }
            published.addAll(updates);
            return Mono.empty();
        });
    }

    @Test
    void unclaimedParcelIsKeptAndToldToNobody() {
        projection.project(List.of(Samples.accepted(NUMBER))).block();

        assertThat(store.parcels).containsKey(KEY);
        assertThat(published).isEmpty();
    }

    @Test
    void claimTellsWhereTheParcelStands() {
        projection
                .project(List.of(Samples.accepted(NUMBER), Samples.outForDelivery(NUMBER)))
                .block();

        claim();

        assertThat(published).hasSize(2);
        assertThat(published.get(0)).isInstanceOf(OrderUpdate.ShipmentAttached.class);
        assertThat(((MilestoneReached) published.get(1)).milestone()).isEqualTo(Milestone.OUT_FOR_DELIVERY);
    }

    @Test
    void batchIsOneReadAndOneWriteHoweverManyEventsItHas() {
        claim();
        store.writes = 0;

        projection
                .project(List.of(Samples.accepted(NUMBER), Samples.outForDelivery(NUMBER), Samples.delivered(NUMBER)))
                .block();

        assertThat(store.writes).isEqualTo(1);
        assertThat(published).filteredOn(MilestoneReached.class::isInstance).hasSize(1);
    }

    @Test
    void crashBetweenWritingAndPublishingTellsTheSameWhenTheBatchComesAgain() {
        claim();
        brokerIsAway = true;
        assertThatThrownBy(() ->
                        projection.project(List.of(Samples.accepted(NUMBER))).block())
                .hasMessage("no broker");
        var waiting = store.parcels.get(KEY).outbox();

        brokerIsAway = false;
        projection.project(List.of(Samples.accepted(NUMBER))).block();

        assertThat(published).endsWith(waiting.toArray(OrderUpdate[]::new));
        assertThat(store.parcels.get(KEY).outbox()).isEmpty();
    }

    @Test
    void whatACrashLeftIsPublishedByTheSweep() {
        claim();
        brokerIsAway = true;
        assertThatThrownBy(() ->
                        projection.project(List.of(Samples.accepted(NUMBER))).block())
                .hasMessage("no broker");

        brokerIsAway = false;
        assertThat(projection.publishStuckOutboxes(Duration.ZERO, 10).block()).isEqualTo(1);

        assertThat(published).last().isInstanceOf(MilestoneReached.class);
        assertThat(store.parcels.get(KEY).outbox()).isEmpty();
    }

    @Test
    void parcelClaimedMeanwhileLosesNeitherTheClaimNorTheEvent() {
        store.inBetween = () -> claim();

        projection.project(List.of(Samples.accepted(NUMBER))).block();

        assertThat(store.parcels.get(KEY).orders()).containsExactly(ORDER);
        assertThat(store.parcels.get(KEY).shipment().checkpoints()).hasSize(1);
        assertThat(published).hasAtLeastOneElementOfType(MilestoneReached.class);
    }

    @Test
    void whatWasToldAndComesBackByACorrectionIsNotToldAgain() {
        claim();
        var mistaken = Samples.scan(NUMBER, SubStatus.DELIVERED_TO_RECIPIENT, 5);
        projection.project(List.of(Samples.accepted(NUMBER))).block();
        projection.project(List.of(Samples.event(NUMBER, mistaken))).block();
        projection
                .project(List.of(Samples.event(NUMBER, Samples.retraction(NUMBER, mistaken, 6))))
                .block();

        projection
                .project(List.of(Samples.event(NUMBER, Samples.scan(NUMBER, SubStatus.COLLECTED, 9))))
                .block();

        assertThat(published).extracting(OrderUpdate::id).doesNotHaveDuplicates();
        assertThat(published)
                .filteredOn(MilestoneReached.class::isInstance)
                .extracting(update -> ((MilestoneReached) update).milestone())
                .containsExactly(Milestone.IN_TRANSIT, Milestone.DELIVERED);
        assertThat(published)
                .filteredOn(OrderUpdate.TimelineChanged.class::isInstance)
                .hasSize(2);
    }

    @Test
    void parcelOfTwoOrdersIsToldToBoth() {
        var other = OrderId.of(new OrderNumber("10043"));
        claim();
        projection.claim(List.of(new Claim(KEY, other, Samples.NOON))).block();

        projection.project(List.of(Samples.accepted(NUMBER))).block();

        assertThat(published)
                .filteredOn(MilestoneReached.class::isInstance)
                .extracting(OrderUpdate::orderId)
                .containsExactlyInAnyOrder(ORDER, other);
    }

    private void claim() {
        projection.claim(List.of(new Claim(KEY, ORDER, Samples.NOON))).block();
    }

    /** Keeps the store's contract, and lets another writer in between a read and a write once. */
    private static final class KeptInMemory implements AggregateStore<ShipmentKey, TrackedShipment> {

        private final Map<ShipmentKey, TrackedShipment> parcels = new LinkedHashMap<>();
        private Runnable inBetween = () -> {};
        private int writes;

        @Override
        public Mono<Map<ShipmentKey, TrackedShipment>> load(Collection<ShipmentKey> keys) {
            return Mono.fromCallable(() -> {
                Map<ShipmentKey, TrackedShipment> found = new LinkedHashMap<>(parcels);
                found.keySet().retainAll(keys);
                var meanwhile = inBetween;
                inBetween = () -> {};
                meanwhile.run();
                return found;
            });
        }

        @Override
        public Mono<Boolean> save(Collection<TrackedShipment> changed) {
            return Mono.fromCallable(() -> {
                writes++;
                var all = true;
                for (var parcel : changed) {
                    var before = parcels.get(parcel.key());
                    if ((before == null ? 0 : before.version()) == parcel.version() - 1) {
                        parcels.put(parcel.key(), parcel);
                    } else {
                        all = false;
                    }
                }
                return all;
            });
        }

        @Override
        public Mono<Void> clearOutboxes(Collection<TrackedShipment> published) {
            return Mono.fromRunnable(() -> published.forEach(parcel -> parcels.computeIfPresent(
                    parcel.key(),
                    (key, stored) -> stored.version() == parcel.version()
                            ? new TrackedShipment(
                                    stored.shipment(), stored.orders(), stored.notified(), stored.version(), List.of())
                            : stored)));
        }

        @Override
        public Mono<List<TrackedShipment>> stuckOutboxEntries(Duration age, int limit) {
            return Mono.fromCallable(() -> parcels.values().stream()
                    .filter(parcel -> !parcel.outbox().isEmpty())
                    .toList());
        }
    }
}
