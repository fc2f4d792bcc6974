package dev.waymark.contract.order;

import static dev.waymark.contract.Checks.check;
import static dev.waymark.contract.Checks.isInCalendar;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.waymark.contract.Envelope;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What changed for the customer, on the topic {@code order.updates}. Ids are deterministic: an update published again
 * after a crash is recognised by its id. Holds no personal data.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OrderUpdate.OrderConfirmed.class, name = "order-confirmed"),
    @JsonSubTypes.Type(value = OrderUpdate.ShipmentAttached.class, name = "shipment-attached"),
    @JsonSubTypes.Type(value = OrderUpdate.OrderShipmentDetached.class, name = "order-shipment-detached"),
    @JsonSubTypes.Type(value = OrderUpdate.OrderDetailsChanged.class, name = "order-details-changed"),
    @JsonSubTypes.Type(value = OrderUpdate.MilestoneReached.class, name = "milestone-reached"),
    @JsonSubTypes.Type(value = OrderUpdate.DeliveryWithdrawn.class, name = "delivery-withdrawn"),
    @JsonSubTypes.Type(value = OrderUpdate.TimelineChanged.class, name = "timeline-changed"),
    @JsonSubTypes.Type(value = OrderUpdate.OrderLinksRevoked.class, name = "order-links-revoked")
})
public sealed interface OrderUpdate {

    String TYPE = "dev.waymark.order-update.v1";

    EventId id();

    OrderId orderId();

    /** When we learned of it. */
    Instant recordedAt();

    @JsonIgnore
    default Envelope envelope() {
        return new Envelope(
                id(), "/orders/updates", TYPE, recordedAt(), orderId().value());
    }

    /** The order is known: it can be found from now on. */
    record OrderConfirmed(EventId id, OrderId orderId, OrderNumber orderNumber, Instant recordedAt, Instant placedAt)
            implements OrderUpdate {}

    /** A parcel was named as part of the order. */
    record ShipmentAttached(EventId id, OrderId orderId, ShipmentKey shipment, Instant recordedAt)
            implements OrderUpdate {}

    /** A parcel is no part of the order any more: nothing follows about it. */
    record OrderShipmentDetached(EventId id, OrderId orderId, ShipmentKey shipment, Instant recordedAt)
            implements OrderUpdate {}

    /** What the shop says of the order changed: the page changes, nobody is written to. */
    record OrderDetailsChanged(EventId id, OrderId orderId, Instant recordedAt) implements OrderUpdate {}

    /**
     * A parcel stands elsewhere than before. Of several statuses learned at once only the last is reported.
     *
     * @param occurrence 1 when the parcel is at this milestone for the first time, 2 after it left it once and came back
     * @param previous the milestone it left, absent at first sight
     * @param occurredAt when the parcel got there, by the courier's word
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MilestoneReached(
            EventId id,
            OrderId orderId,
            ShipmentKey shipment,
            Milestone milestone,
            SubStatus subStatus,
            Direction direction,
            @JsonProperty("visit") int occurrence,
            @Nullable Milestone previous,
            @JsonProperty("discovery") ChangeOrigin origin,
            Instant occurredAt,
            @Nullable Eta eta,
            @Nullable LocalDate storageDeadline,
            Instant recordedAt)
            implements OrderUpdate {

        /** A last day that no calendar has, which an earlier release may have published, is read as none. */
        public MilestoneReached {
            check(isInCalendar(occurredAt), "occurredAt (expected: a year of four digits)");
            storageDeadline = storageDeadline != null && isInCalendar(storageDeadline) ? storageDeadline : null;
        }
    }

    /**
     * A delivery that was reported as {@link MilestoneReached} did not happen: the courier withdrew it, or later scans
     * contradict it.
     *
     * @param occurrence of the milestone that was reported
     */
    record DeliveryWithdrawn(EventId id, OrderId orderId, ShipmentKey shipment, int occurrence, Instant recordedAt)
            implements OrderUpdate {}

    /** The links sent so far open the order no longer: pages that were opened by one close. */
    record OrderLinksRevoked(EventId id, OrderId orderId, Instant recordedAt) implements OrderUpdate {}

    /** A scan, an estimate or a correction that moved no milestone: the page changes, nobody is written to. */
    record TimelineChanged(EventId id, OrderId orderId, ShipmentKey shipment, Instant recordedAt)
            implements OrderUpdate {}
}
