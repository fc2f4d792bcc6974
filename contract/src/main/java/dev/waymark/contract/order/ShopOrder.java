package dev.waymark.contract.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.VisibleText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as the shop states it, by HTTP or on the topic {@code shop.orders}. Holds personal data in the clear: it is
 * for the order service's eyes, and past it there is only ciphertext.
 *
 * @param shipments the parcels known already; more may be attached later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShopOrder(
        OrderNumber orderNumber,
        Instant placedAt,
        Customer customer,
        List<Item> items,
        @Nullable Promise promise,
        @Nullable Destination destination,
        List<ShipmentAssignment> shipments) {

    public ShopOrder {
        items = List.copyOf(items);
        shipments = List.copyOf(shipments);
    }

    /** The same order, sent in other parcels. */
    public ShopOrder withShipments(List<ShipmentAssignment> others) {
        return new ShopOrder(orderNumber, placedAt, customer, items, promise, destination, others);
    }

    public List<ShipmentKey> shipmentKeys() {
        return ShipmentAssignment.keys(shipments);
    }

    /**
     * Who ordered. At least one address or the shop's own customer id is given.
     *
     * @param email short for the address of {@link Channel#EMAIL}
     * @param phone short for the address of {@link Channel#SMS}
     * @param addresses of channels; {@link Channel#TELEGRAM} is a chat id
     * @param language BCP 47, such as {@code ru}; messages keep to it
     * @param timeZone IANA zone of the place of delivery
     * @param channels where the customer wants messages about this order
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Customer(
            @Nullable String customerId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Map<Channel, String> addresses,
            String language,
            String timeZone,
            List<Channel> channels) {
        public Customer {
            addresses = addresses == null ? null : inOrder(addresses);
            channels = List.copyOf(channels);
        }

        /** The address of each channel, wherever it was stated. */
        public Map<Channel, String> allAddresses() {
            return Channel.addresses(email, phone, addresses);
        }

        /** The text of an order is hashed, so it must be the same in every JVM; {@link Map#copyOf} has an order of its own in each. */
        private static Map<Channel, String> inOrder(Map<Channel, String> addresses) {
            var ordered = new EnumMap<Channel, String>(Channel.class);
            ordered.putAll(addresses);
            return Collections.unmodifiableMap(ordered);
        }
    }

    /** One line of the order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(@Nullable String sku, String name, int quantity) {

        public Item {
            name = VisibleText.undirected(name);
        }

        /** So many of it, and never more than there are; all of it where {@code some} is absent. */
        public Item part(@Nullable Integer some) {
            return some == null ? this : new Item(sku, name, Math.min(some, quantity));
        }
    }

    /** The days promised at the checkout; it never changes afterwards. */
    public record Promise(LocalDate from, LocalDate until) {}

    /**
     * Where the parcel goes.
     *
     * @param country ISO 3166-1 alpha-2
     * @param address street and house, or the pickup point's address
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Destination(
            Kind kind,
            @Nullable String country,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String address) {

        /** How the parcel is handed over. */
        public enum Kind {
            COURIER,
            PICKUP_POINT
        }
    }
}
