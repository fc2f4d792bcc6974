package dev.waymark.orders.projection;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.orders.domain.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far an order was told of a milestone of its parcel. What was told cannot be taken back, and is not to be learned
 * from the checkpoints: it depends on the order in which they came.
 *
 * @param visit the highest that was told: a correction may take visits away, and none that comes anew is told again
 */
public record Announced(OrderId order, Milestone milestone, int visit) {

    private static final Comparator<Announced> SORTED =
            Comparator.comparing((Announced told) -> told.order().value()).thenComparing(Announced::milestone);

    static boolean covers(List<Announced> announced, OrderId order, Standing standing) {
        return announced.stream()
                .anyMatch(told -> told.isOf(order, standing.milestone()) && told.visit >= standing.visit());
    }

    static List<Announced> with(List<Announced> announced, MilestoneReached reached) {
        var all = new ArrayList<>(announced);
        all.removeIf(told -> told.isOf(reached.orderId(), reached.milestone()));
        all.add(new Announced(reached.orderId(), reached.milestone(), reached.visit()));
        all.sort(SORTED);
        return all;
    }

    private boolean isOf(OrderId asked, Milestone of) {
        return order.equals(asked) && milestone == of;
    }
}
