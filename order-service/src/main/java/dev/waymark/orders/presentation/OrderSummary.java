package dev.waymark.orders.presentation;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;
import static java.util.Comparator.nullsLast;

import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.Summary;
import dev.waymark.contract.view.Presentation;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which of an order's shipments speaks for the order. */
public final class OrderSummary {

    private static final Comparator<ShipmentView> OPEN = comparing(OrderSummary::isActionRequired)
            .reversed()
            .thenComparing(shipment -> shipment.presentation().actionUntil(), nullsLast(naturalOrder()))
            .thenComparing(OrderSummary::lastDay, nullsLast(naturalOrder()))
            .thenComparing(ShipmentView::customerStatus);

    private static final Comparator<ShipmentView> FINISHED = comparing(
                    (ShipmentView shipment) -> shipment.customerStatus().isLoss())
            .thenComparing(ShipmentView::occurredAt, nullsFirst(naturalOrder()));

    private OrderSummary() {}

    /**
     * The shipment that waits for the customer, else the one that comes first, else the least advanced of those without a
     * day. Of an order whose shipments are all over, the loss speaks before what went well, then the last to finish.
     *
     * @param placed the presentation of the order without shipments
     * @param today at the place of delivery
     */
    public static Summary of(List<ShipmentView> shipments, Presentation placed, LocalDate today) {
        if (shipments.isEmpty()) {
            return new Summary(placed.status(), null, 0, 0, 0, false, placed);
        }
        var decisive = decisive(shipments);
        return new Summary(
                decisive.customerStatus(),
                shipments.indexOf(decisive),
                count(shipments, shipment -> shipment.customerStatus() == CustomerStatus.DELIVERED),
                count(shipments, shipment -> isExpected(shipment, today)),
                shipments.size(),
                shipments.stream().anyMatch(OrderSummary::isActionRequired),
                decisive.presentation());
    }

    private static ShipmentView decisive(List<ShipmentView> shipments) {
        var open = shipments.stream().filter(shipment -> !shipment.finished()).toList();
        return open.isEmpty()
                ? shipments.stream().max(FINISHED).orElseThrow()
                : open.stream().min(OPEN).orElseThrow();
    }

    private static boolean isActionRequired(ShipmentView shipment) {
        return shipment.presentation().action().isRequired();
    }

    private static @Nullable LocalDate lastDay(ShipmentView shipment) {
        var upcoming = shipment.presentation().upcoming();
        return upcoming == null ? null : upcoming.until();
    }

    private static boolean isExpected(ShipmentView shipment, LocalDate today) {
        var upcoming = shipment.presentation().upcoming();
        return upcoming != null && upcoming.isOneDay() && upcoming.contains(today);
    }

    private static int count(List<ShipmentView> shipments, Predicate<ShipmentView> condition) {
        return Math.toIntExact(shipments.stream().filter(condition).count());
    }
}
