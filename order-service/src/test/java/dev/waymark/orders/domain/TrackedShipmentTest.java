package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.order.OrderUpdate.OrderShipmentDetached;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackedShipmentTest {

    private static final String NUMBER = "RA473124829RU";
    private static final OrderId ORDER = OrderId.of(new OrderNumber("10042"));
    private static final OrderId OTHER = OrderId.of(new OrderNumber("10043"));

    private final TrackedShipment claimed = TrackedShipment.empty(Samples.shipment(NUMBER))
            .claim(ORDER, Samples.NOON, Samples.NOON)
            .claim(OTHER, Samples.NOON, Samples.NOON)
            .withVersion(1);

    @Test
    void releasedOrderIsToldThatAndNothingMore() {
        var released = claimed.release(ORDER, Samples.NOON).withVersion(2);

        var delivered = released.apply(List.of(Samples.accepted(NUMBER), Samples.delivered(NUMBER)));

        assertThat(delivered.outbox().stream()
                        .skip(claimed.outbox().size())
                        .filter(update -> update.orderId().equals(ORDER)))
                .hasOnlyElementsOfType(OrderShipmentDetached.class)
                .hasSize(1);
        assertThat(delivered.outbox())
                .filteredOn(MilestoneReached.class::isInstance)
                .extracting(OrderUpdate::orderId)
                .containsExactly(OTHER);
    }

    @Test
    void orderThatDoesNotClaimItIsReleasedOfNothing() {
        var released = claimed.release(ORDER, Samples.NOON);

        assertThat(released.release(ORDER, Samples.NOON)).isEqualTo(released);
    }

    @Test
    void whatIsDeliveredOnTheWayBackIsBackWithTheShop() {
        var shared = claimed.claim(ORDER, Samples.NOON, Direction.RETURN, Samples.NOON);

        var delivered = shared.apply(List.of(Samples.accepted(NUMBER))).apply(List.of(Samples.delivered(NUMBER)));

        assertThat(shared.returns()).containsExactly(ORDER);
        assertThat(delivered.outbox())
                .filteredOn(MilestoneReached.class::isInstance)
                .extracting(
                        OrderUpdate::orderId,
                        update -> ((MilestoneReached) update).milestone(),
                        update -> ((MilestoneReached) update).direction())
                .containsExactlyInAnyOrder(
                        tuple(OTHER, Milestone.IN_TRANSIT, Direction.FORWARD),
                        tuple(OTHER, Milestone.DELIVERED, Direction.FORWARD),
                        tuple(ORDER, Milestone.RETURNING, Direction.RETURN),
                        tuple(ORDER, Milestone.RETURNED, Direction.RETURN));
        assertThat(shared.release(ORDER, Samples.NOON).returns()).isEmpty();
    }

    /** Letter-box post is scanned once: when it is there. */
    @Test
    void onlyScanIsNewsToAnOrderThatWaitsForItAndNotToALaterOne() {
        var delivered = claimed.apply(List.of(Samples.delivered(NUMBER)));

        var later = delivered.claim(OrderId.of(new OrderNumber("10044")), Samples.NOON, Samples.NOON);

        assertThat(later.outbox())
                .filteredOn(MilestoneReached.class::isInstance)
                .extracting(update -> ((MilestoneReached) update).origin())
                .containsExactly(ChangeOrigin.LIVE, ChangeOrigin.LIVE, ChangeOrigin.BACKFILL);
    }

    @Test
    void orderThatClaimsItAgainIsNotNotifiedAgainOfWhatItKnows() {
        var known = claimed.apply(List.of(Samples.accepted(NUMBER)));

        var again = known.release(ORDER, Samples.NOON).claim(ORDER, Samples.NOON, Samples.NOON.plusSeconds(60));

        assertThat(again.orders()).containsExactlyInAnyOrder(ORDER, OTHER);
        assertThat(again.outbox())
                .filteredOn(MilestoneReached.class::isInstance)
                .filteredOn(update -> update.orderId().equals(ORDER))
                .hasSize(1);
    }
}
