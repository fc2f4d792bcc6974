package dev.waymark.contract.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as the shop assigns it to an order.
 *
 * @param direction {@link Direction#RETURN} of one in which the customer sends goods back; to the customer when absent
 * @param items what of the order is in it; absent when the shop does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShipmentAssignment(
        CourierCode courier,
        TrackingNumber trackingNumber,
        @Nullable Direction direction,
        @Nullable List<OrderLine> items) {

    public ShipmentAssignment {
        items = items == null ? null : List.copyOf(items);
    }

    public static ShipmentAssignment of(ShipmentKey key) {
        return new ShipmentAssignment(key.courier(), key.trackingNumber(), null, null);
    }

    static List<ShipmentKey> keys(List<ShipmentAssignment> assignments) {
        return assignments.stream().map(ShipmentAssignment::key).toList();
    }

    public ShipmentKey key() {
        return new ShipmentKey(courier, trackingNumber);
    }

    @JsonIgnore
    public boolean isReturn() {
        return direction == Direction.RETURN;
    }

    /** As the key, where nothing else is stated: orders of earlier releases are compared by their text. */
    @Override
    public String toString() {
        return direction == null && items == null ? key().toString() : "%s %s %s".formatted(key(), direction, items);
    }
}
