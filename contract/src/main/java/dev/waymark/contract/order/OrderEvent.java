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
    @JsonSubTypes.Type(value = OrderEvent.LinksRevoked.class, name = "links-revoked")
})
public sealed interface OrderEvent {

    String TYPE = "dev.waymark.order-event.v1";

    EventId id();

    OrderId orderId();

    Instant recordedAt();

    /** Those that the order is, or is also, sent in. */
    List<ShipmentKey> shipments();

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
            List<ShipmentKey> shipments)
            implements OrderEvent {

        public OrderPlaced {
            // A channel that only a newer version knows is read as none.
            channels = channels.stream().filter(Objects::nonNull).toList();
            items = List.copyOf(items);
            shipments = List.copyOf(shipments);
        }
    }

    /** The links sent so far shall open the order no longer. The generation of those that follow is how many of these there are. */
    record LinksRevoked(EventId id, OrderId orderId, Instant recordedAt) implements OrderEvent {

        @Override
        @JsonIgnore
        public List<ShipmentKey> shipments() {
            return List.of();
        }
    }

    /** The shop named parcels of an order after it was placed. */
    record ShipmentsAttached(EventId id, OrderId orderId, Instant recordedAt, List<ShipmentKey> shipments)
            implements OrderEvent {

        public ShipmentsAttached {
            shipments = List.copyOf(shipments);
        }
    }
}
