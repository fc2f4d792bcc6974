package dev.waymark.notifications.domain;

import dev.waymark.contract.Channel;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom to write to about an order, and how the order stands, as the order service answers at the moment of sending.
 * Shaped as its answer; held no longer than the sending takes.
 *
 * @param phone E.164
 * @param channels where the customer wants messages about this order
 * @param linkToken opens the order's page; longer than {@code smsLinkToken}, which has to fit a text message
 */
public record Contact(
        OrderId orderId,
        OrderNumber orderNumber,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        String language,
        String timeZone,
        List<Channel> channels,
        String linkToken,
        String smsLinkToken,
        Order order) {

    public Contact {
        channels = List.copyOf(channels);
    }

    /** Where to reach the customer on {@code channel}. */
    public Optional<String> address(Channel channel) {
        var address = switch (channel) {
            case EMAIL -> email;
            case SMS -> phone;
        };
        return Optional.ofNullable(address).filter(text -> !text.isBlank());
    }

    public boolean wants(Channel channel) {
        return channels.contains(channel);
    }

    /** The zone of the place of delivery; UTC when a shop stated none that exists. */
    public ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /** Never the person: what is logged by accident must not be personal data. */
    @Override
    public String toString() {
        return "Contact[" + orderId + "]";
    }

    /** The order as its owner sees it; the parts that messages need. */
    public record Order(
            ShopOrder.@Nullable Promise promise,
            ShopOrder.Destination.@Nullable Kind destinationKind,
            @Nullable List<ShopOrder.Item> items,
            @Nullable Customer customer,
            @Nullable List<Parcel> shipments) {

        public Order {
            items = items == null ? List.of() : List.copyOf(items);
            shipments = shipments == null ? List.of() : List.copyOf(shipments);
        }

        /** Its parcels, in the order's own order. */
        @Override
        public List<Parcel> shipments() {
            return shipments == null ? List.of() : shipments;
        }

        @Override
        public List<ShopOrder.Item> items() {
            return items == null ? List.of() : items;
        }

        /** Where {@code shipment} is among the parcels, counted from 0; -1 when it is none of them. */
        public int indexOf(ShipmentKey shipment) {
            for (var index = 0; index < shipments().size(); index++) {
                if (shipments().get(index).key().equals(shipment)) {
                    return index;
                }
            }
            return -1;
        }

        public Optional<Parcel> parcel(@Nullable ShipmentKey shipment) {
            return shipments().stream()
                    .filter(parcel -> parcel.key().equals(shipment))
                    .findFirst();
        }

        @Override
        public String toString() {
            return "Order[]";
        }
    }

    /** The place of delivery. */
    public record Customer(@Nullable String city, @Nullable String address) {

        @Override
        public String toString() {
            return "Customer[]";
        }
    }

    /** One parcel as it stands now. */
    public record Parcel(
            CourierCode courier,
            TrackingNumber trackingNumber,
            @Nullable Milestone milestone,
            @Nullable Integer visit,
            @Nullable Instant occurredAt,
            @Nullable Place place,
            @Nullable Details details,
            boolean finished,
            @Nullable Eta eta,
            @Nullable Eta etaBefore,
            @Nullable List<Scan> timeline) {

        public Parcel {
            timeline = timeline == null ? List.of() : List.copyOf(timeline);
        }

        public ShipmentKey key() {
            return new ShipmentKey(courier, trackingNumber);
        }

        @Override
        public List<Scan> timeline() {
            return timeline == null ? List.of() : timeline;
        }

        /** Whether the courier named a day only for what happened at {@code instant}. */
        public boolean isDateOnly(Instant instant) {
            return timeline().stream()
                    .anyMatch(scan -> scan.occurredAt().equals(instant) && scan.zoneQuality() == ZoneQuality.DATE_ONLY);
        }
    }

    /** When something happened, and how exactly that is known. */
    public record Scan(Instant occurredAt, @Nullable ZoneQuality zoneQuality) {}
}
