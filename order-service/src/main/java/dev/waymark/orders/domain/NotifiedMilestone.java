package dev.waymark.orders.domain;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.Milestone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How often an order was notified of a milestone of its shipment. It is stored because it cannot be derived from the
 * checkpoints: it depends on the order in which they arrived, and a notification cannot be taken back.
 *
 * @param occurrence the highest that was published: a correction may remove occurrences, and one that comes anew with a
 *     number already used is not published again
 */
public record NotifiedMilestone(OrderId order, Milestone milestone, int occurrence) {

    private static final List<Milestone> MILESTONES = List.of(Milestone.values());

    private static final Comparator<NotifiedMilestone> SORTED = Comparator.comparing(
                    (NotifiedMilestone notified) -> notified.order().value())
            .thenComparing(NotifiedMilestone::milestone);

    static boolean covers(List<NotifiedMilestone> notified, OrderId order, ShipmentStatus status) {
        return notified.stream()
                .anyMatch(known -> known.isOf(order, status.milestone()) && known.occurrence >= status.occurrence());
    }

    /** The delivery that {@code order} was notified of, the last where there were several. */
    static Optional<NotifiedMilestone> delivery(List<NotifiedMilestone> notified, OrderId order) {
        return notified.stream()
                .filter(known -> known.isOf(order, Milestone.DELIVERED))
                .findFirst();
    }

    static List<NotifiedMilestone> with(List<NotifiedMilestone> notified, MilestoneReached reached) {
        var all = new ArrayList<>(notified);
        all.removeIf(known -> known.isOf(reached.orderId(), reached.milestone()));
        all.add(new NotifiedMilestone(reached.orderId(), reached.milestone(), reached.occurrence()));
        all.sort(SORTED);
        return all;
    }

    /** What it is about; sorts as they are sorted. */
    String subject() {
        return order + " " + "%02d".formatted(MILESTONES.indexOf(milestone));
    }

    NotifiedMilestone merge(NotifiedMilestone other) {
        return occurrence >= other.occurrence ? this : other;
    }

    private boolean isOf(OrderId otherOrder, Milestone otherMilestone) {
        return order.equals(otherOrder) && milestone == otherMilestone;
    }
}
