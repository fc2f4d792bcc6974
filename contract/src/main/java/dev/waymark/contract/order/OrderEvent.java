package dev.waymark.contract.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.waymark.contract.Channel;
import dev.waymark.contract.Envelope;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The log of what shops sent us, on the topic {@code orders}. What identifies a person is in it as ciphertext only. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OrderEvent.OrderPlaced.class, name = "order-placed"),
    @JsonSubTypes.Type(value = OrderEvent.ShipmentsAttached.class, name = "shipments-attached"),
    @JsonSubTypes.Type(value = OrderEvent.ShipmentDetached.class, name = "shipment-detached"),
    @JsonSubTypes.Type(value = OrderEvent.ShipmentReplaced.class, name = "shipment-replaced"),
    @JsonSubTypes.Type(value = OrderEvent.OrderCancelled.class, name = "order-cancelled"),
    @JsonSubTypes.Type(value = OrderEvent.OrderAmended.class, name = "order-amended"),
    @JsonSubTypes.Type(value = OrderEvent.OrderStateReached.class, name = "order-state-reached"),
    @JsonSubTypes.Type(value = OrderEvent.LinksRevoked.class, name = "links-revoked")
})
public sealed interface OrderEvent {

    String TYPE = "dev.waymark.order-event.v1";

    EventId id();

    OrderId orderId();

    Instant recordedAt();

    /** Those that it makes part of the order, or no longer part of it. */
    List<ShipmentKey> shipmentKeys();

    @JsonIgnore
    default Envelope envelope() {
        return new Envelope(id(), "/orders", TYPE, recordedAt(), orderId().value());
    }

    /**
     * A customer ordered.
     *
     * @param personId whose key opens {@code sealedPerson}
     * @param sealedPerson name, contacts and address, encrypted under the person's own key, base64
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderPlaced(
            EventId id,
            OrderId orderId,
            OrderNumber orderNumber,
            Instant recordedAt,
            Instant placedAt,
            String personId,
            String sealedPerson,
            String language,
            String timeZone,
            List<Channel> channels,
            List<ShopOrder.Item> items,
            ShopOrder.@Nullable Promise promise,
            ShopOrder.Destination.@Nullable Kind destinationKind,
            List<ShipmentAssignment> shipments)
            implements OrderEvent {

        public OrderPlaced {
            // A channel that only a newer version knows is read as none.
            channels = channels.stream().filter(Objects::nonNull).toList();
            items = List.copyOf(items);
            shipments = List.copyOf(shipments);
        }

        @Override
        public List<ShipmentKey> shipmentKeys() {
            return ShipmentAssignment.keys(shipments);
        }
    }

    /**
     * The shop cancelled an order, or some of it.
     *
     * @param lines absent where it is all of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderCancelled(
            EventId id,
            OrderId orderId,
            Instant recordedAt,
            @Nullable List<OrderLine> lines) implements OrderEvent {

        public OrderCancelled {
            lines = lines == null ? null : List.copyOf(lines);
        }

        @Override
        public List<ShipmentKey> shipmentKeys() {
            return List.of();
        }
    }

    /**
     * The shop corrected what it had said of an order; what is absent stays.
     *
     * @param personId of the person as a whole, as in {@link OrderPlaced}
     * @param contactChanged whether messages go to another address now, or the parcel: then the links sent so far are a stranger's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OrderAmended(
            EventId id,
            OrderId orderId,
            Instant recordedAt,
            @Nullable String personId,
            @Nullable String sealedPerson,
            boolean contactChanged,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable List<Channel> channels,
            @Nullable List<ShopOrder.Item> items,
            ShopOrder.@Nullable Promise promise,
            ShopOrder.Destination.@Nullable Kind destinationKind)
            implements OrderEvent {

        public OrderAmended {
            channels = channels == null
                    ? null
                    : channels.stream().filter(Objects::nonNull).toList();
            items = items == null ? null : List.copyOf(items);
        }

        @Override
        public List<ShipmentKey> shipmentKeys() {
            return List.of();
        }
    }

    /** The order has come so far, by the shop's word. */
    record OrderStateReached(EventId id, OrderId orderId, Instant recordedAt, OrderState state, Instant occurredAt)
            implements OrderEvent {

        @Override
        public List<ShipmentKey> shipmentKeys() {
            return List.of();
        }
    }

    /** The links sent so far shall open the order no longer. The generation of those that follow is how many of these there are. */
    record LinksRevoked(EventId id, OrderId orderId, Instant recordedAt) implements OrderEvent {

        @Override
        public List<ShipmentKey> shipmentKeys() {
            return List.of();
        }
    }

    /** The shop named parcels of an order after it was placed. */
    record ShipmentsAttached(EventId id, OrderId orderId, Instant recordedAt, List<ShipmentAssignment> shipments)
            implements OrderEvent {

        public ShipmentsAttached {
            shipments = List.copyOf(shipments);
        }

        @Override
        public List<ShipmentKey> shipmentKeys() {
            return ShipmentAssignment.keys(shipments);
        }
    }

    /** A parcel was named by mistake, or will not be sent: what becomes of it is not the customer's any more. */
    record ShipmentDetached(EventId id, OrderId orderId, Instant recordedAt, ShipmentKey shipment)
            implements OrderEvent {

        @Override
        public List<ShipmentKey> shipmentKeys() {
            return List.of(shipment);
        }
    }

    /** The order is sent in another parcel than {@code replaced}: under another number, or by another courier. */
    record ShipmentReplaced(
            EventId id, OrderId orderId, Instant recordedAt, ShipmentKey replaced, ShipmentAssignment replacement)
            implements OrderEvent {

        @Override
        public List<ShipmentKey> shipmentKeys() {
            return List.of(replaced, replacement.key());
        }
    }
}
