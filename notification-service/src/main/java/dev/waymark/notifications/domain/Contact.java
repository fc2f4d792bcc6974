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
 * The customer's contact and the current state of the order, as the order service answers at the moment of sending. Kept
 * no longer than the sending takes.
 *
 * @param phone E.164
 * @param channels the customer's consent for this order
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

    /** The time zone of the place of delivery; UTC when the shop stated an unknown one. */
    public ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    /** Without personal data, should it be logged by accident. */
    @Override
    public String toString() {
        return "Contact[" + orderId + "]";
    }

    /** The fields of the order's view that messages need. */
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

        @Override
        public List<Parcel> shipments() {
            return shipments == null ? List.of() : shipments;
        }

        @Override
        public List<ShopOrder.Item> items() {
            return items == null ? List.of() : items;
        }

        /** The index of {@code shipment}; -1 when the order has no such shipment. */
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

    /** The current state of one shipment. */
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

        /** Whether the courier gave only a date for what happened at {@code instant}. */
        public boolean isDateOnly(Instant instant) {
            return timeline().stream()
                    .anyMatch(scan -> scan.occurredAt().equals(instant) && scan.zoneQuality() == ZoneQuality.DATE_ONLY);
        }
    }

    public record Scan(Instant occurredAt, @Nullable ZoneQuality zoneQuality) {}
}
