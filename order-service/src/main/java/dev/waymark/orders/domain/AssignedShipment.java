package dev.waymark.orders.domain;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShipmentAssignment;
import java.time.Instant;
import java.util.Comparator;

/**
 * A shipment that is part of an order, or was.
 *
 * @param firstAt when the shop first named it
 * @param position among those that were named with it then
 * @param since when it was last named, or detached
 */
public record AssignedShipment(
        ShipmentAssignment assignment, Instant firstAt, int position, Instant since, boolean detached) {

    static final Comparator<AssignedShipment> AS_NAMED = Comparator.comparing(AssignedShipment::firstAt)
            .thenComparing(AssignedShipment::position)
            .thenComparing(AssignedShipment::key);

    public ShipmentKey key() {
        return assignment.key();
    }

    /** Of two statements about one shipment; the later one holds, in whichever order they come. */
    AssignedShipment merge(AssignedShipment other) {
        var later = other.since.isBefore(since) ? this : other;
        var first = AS_NAMED.compare(other, this) < 0 ? other : this;
        return new AssignedShipment(later.assignment, first.firstAt, first.position, later.since, later.detached);
    }
}
