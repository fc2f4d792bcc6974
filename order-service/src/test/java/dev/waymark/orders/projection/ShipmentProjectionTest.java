package dev.waymark.orders.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.KnownCheckpoint;
import dev.waymark.orders.projection.ShipmentProjection.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ShipmentProjectionTest {

    private static final String NUMBER = "RA473124829RU";
    private static final ShipmentKey KEY = Samples.shipment(NUMBER);
    private static final OrderId ORDER = OrderId.of(new OrderNumber("10042"));

    private final InMemoryShipmentStore store = new InMemoryShipmentStore();
    private final List<OrderUpdate> published = new ArrayList<>();
    private boolean brokerUnavailable;
    private final ShipmentProjection projection = new ShipmentProjection(store, this::publish);

    private Mono<Void> publish(List<OrderUpdate> updates) {
        return Mono.defer(() -> {
            if (brokerUnavailable) {
                return Mono.error(new IllegalStateException("no broker"));
            }
            published.addAll(updates);
            return Mono.empty();
        });
    }

    @Test
    void unclaimedShipmentIsStoredAndPublishesNothing() {
        projection.project(List.of(Samples.accepted(NUMBER))).block();

        assertThat(store.shipments).containsKey(KEY);
        assertThat(published).isEmpty();
    }

    @Test
    void claimPublishesTheCurrentMilestone() {
        projection
                .project(List.of(Samples.accepted(NUMBER), Samples.outForDelivery(NUMBER)))
                .block();

        claim();

        assertThat(published).hasSize(2);
        assertThat(published.get(0)).isInstanceOf(OrderUpdate.ShipmentAttached.class);
        assertThat(((MilestoneReached) published.get(1)).milestone()).isEqualTo(Milestone.OUT_FOR_DELIVERY);
    }

    @Test
    void batchIsOneWriteHoweverManyEventsItHas() {
        claim();
        store.writes = 0;

        projection
                .project(List.of(Samples.accepted(NUMBER), Samples.outForDelivery(NUMBER), Samples.delivered(NUMBER)))
                .block();

        assertThat(store.writes).isEqualTo(1);
        assertThat(published).filteredOn(MilestoneReached.class::isInstance).hasSize(1);
    }

    @Test
    void batchRepeatedAfterACrashBeforePublicationPublishesTheSameUpdates() {
        claim();
        brokerUnavailable = true;
        assertThatThrownBy(() ->
                        projection.project(List.of(Samples.accepted(NUMBER))).block())
                .hasMessage("no broker");
        var waiting = store.shipments.get(KEY).outbox();

        brokerUnavailable = false;
        projection.project(List.of(Samples.accepted(NUMBER))).block();

        assertThat(published).endsWith(waiting.toArray(OrderUpdate[]::new));
        assertThat(store.shipments.get(KEY).outbox()).isEmpty();
    }

    @Test
    void stuckOutboxIsPublishedByTheRelay() {
        claim();
        brokerUnavailable = true;
        assertThatThrownBy(() ->
                        projection.project(List.of(Samples.accepted(NUMBER))).block())
                .hasMessage("no broker");

        brokerUnavailable = false;
        assertThat(projection.publishStuckOutboxes(Duration.ZERO, 10).block().readable())
                .hasSize(1);

        assertThat(published).last().isInstanceOf(MilestoneReached.class);
        assertThat(store.shipments.get(KEY).outbox()).isEmpty();
    }

    @Test
    void concurrentClaimAndEventAreBothKept() {
        store.betweenReadAndWrite = () -> claim();

        projection.project(List.of(Samples.accepted(NUMBER))).block();

        assertThat(store.shipments.get(KEY).orders()).containsExactly(ORDER);
        assertThat(store.shipments.get(KEY).shipment().checkpoints()).hasSize(1);
        assertThat(published).hasAtLeastOneElementOfType(MilestoneReached.class);
    }

    @Test
    void aWithdrawnDeliveryIsPublishedOnceAndAMilestoneRestoredByItIsNot() {
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
                .containsExactly(Milestone.IN_TRANSIT, Milestone.DELIVERED, Milestone.DELIVERED);
        assertThat(published)
                .filteredOn(OrderUpdate.TimelineChanged.class::isInstance)
                .hasSize(1);
        assertThat(published)
                .filteredOn(OrderUpdate.DeliveryWithdrawn.class::isInstance)
                .singleElement()
                .extracting(update -> ((OrderUpdate.DeliveryWithdrawn) update).occurrence())
                .isEqualTo(1);
    }

    @Test
    void aReturnAfterADeliveryWithdrawsNothing() {
        claim();
        projection.project(List.of(Samples.accepted(NUMBER))).block();
        projection.project(List.of(Samples.delivered(NUMBER))).block();

        projection
                .project(List.of(Samples.event(NUMBER, Samples.scan(NUMBER, SubStatus.RETURN_STARTED, 90))))
                .block();

        assertThat(published).noneMatch(OrderUpdate.DeliveryWithdrawn.class::isInstance);
    }

    @Test
    void aDeliveryThatNobodyWasToldOfIsNotWithdrawn() {
        var mistaken = Samples.scan(NUMBER, SubStatus.DELIVERED_TO_RECIPIENT, 5);
        projection.project(List.of(Samples.accepted(NUMBER))).block();
        projection.project(List.of(Samples.event(NUMBER, mistaken))).block();
        projection
                .project(List.of(Samples.event(NUMBER, Samples.retraction(NUMBER, mistaken, 6))))
                .block();

        claim();

        assertThat(published).noneMatch(OrderUpdate.DeliveryWithdrawn.class::isInstance);
    }

    @Test
    void shipmentOfTwoOrdersPublishesToBoth() {
        var other = OrderId.of(new OrderNumber("10043"));
        claim();
        projection
                .claim(List.of(new Claim(KEY, other, Samples.NOON, Samples.NOON, Direction.FORWARD)))
                .block();

        projection.project(List.of(Samples.accepted(NUMBER))).block();

        assertThat(published)
                .filteredOn(MilestoneReached.class::isInstance)
                .extracting(OrderUpdate::orderId)
                .containsExactlyInAnyOrder(ORDER, other);
    }

    @Test
    void partnersScansAreTheOrdersBeforeAndAfterTheHandOver() {
        var leg = Samples.shipment("russian-post", "RB000000017RU");
        projection.project(List.of(ofLeg(SubStatus.ARRIVED, 5))).block();
        claim();

        projection.project(List.of(Samples.accepted(NUMBER), handedOver())).block();
        projection.project(List.of(ofLeg(SubStatus.DELIVERED_TO_RECIPIENT, 50))).block();

        assertThat(store.shipments.get(KEY).shipment().checkpoints())
                .extracting(KnownCheckpoint::status)
                .containsExactly(
                        SubStatus.ACCEPTED, SubStatus.DEPARTED, SubStatus.ARRIVED, SubStatus.DELIVERED_TO_RECIPIENT);
        assertThat(published)
                .filteredOn(MilestoneReached.class::isInstance)
                .last()
                .satisfies(update -> {
                    assertThat(((MilestoneReached) update).milestone()).isEqualTo(Milestone.DELIVERED);
                    assertThat(((MilestoneReached) update).shipment()).isEqualTo(KEY);
                });
        assertThat(store.shipments.get(leg).allOrders()).containsExactly(ORDER);
    }

    @Test
    void orderThatClaimsLaterIsFoundByThePartnersNumberToo() {
        projection.project(List.of(Samples.accepted(NUMBER), handedOver())).block();

        claim();

        assertThat(store.shipments
                        .get(Samples.shipment("russian-post", "RB000000017RU"))
                        .allOrders())
                .containsExactly(ORDER);
    }

    private static TrackingEvent handedOver() {
        var scan = Samples.scan(NUMBER, SubStatus.DEPARTED, 4);
        return Samples.event(
                NUMBER,
                new Checkpoint(
                        scan.id(),
                        scan.fact(),
                        scan.direction(),
                        scan.time(),
                        scan.place(),
                        new Details(null, null, null, null, false, "Russian Post", new TrackingNumber("RB000000017RU")),
                        scan.rawStatus()));
    }

    private static TrackingEvent ofLeg(SubStatus status, int hours) {
        var event = Samples.event("RB000000017RU", Samples.scan("RB000000017RU", status, hours));
        return new TrackingEvent(
                event.id(),
                new CourierCode("russian-post"),
                event.trackingNumber(),
                event.checkpoints(),
                null,
                null,
                null,
                event.receivedAt(),
                "russian-post/1",
                event.rawId());
    }

    private void claim() {
        projection
                .claim(List.of(new Claim(KEY, ORDER, Samples.NOON, Samples.NOON, Direction.FORWARD)))
                .block();
    }
}
