package dev.waymark.orders.domain;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderEvent.ShipmentsAttached;
import dev.waymark.contract.order.ShopOrder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer bought, and the shipments it is sent in.
 *
 * @param personId whose key decrypts {@code sealedPerson}
 * @param sealedPerson who ordered, as ciphertext
 * @param shipments in the order in which the shop named them, each once
 */
public record Order(
        OrderId id,
        OrderNumber number,
        Instant placedAt,
        Instant recordedAt,
        String personId,
        String sealedPerson,
        String language,
        String timeZone,
        List<Channel> channels,
        List<ShopOrder.Item> items,
        ShopOrder.@Nullable Promise promise,
        ShopOrder.Destination.@Nullable Kind destinationKind,
        List<ShipmentKey> shipments) {

    /** An order with more shipments than this is a mistake of the shop. */
    public static final int MAX_SHIPMENTS = 50;

    public Order {
        channels = List.copyOf(channels);
        items = List.copyOf(items);
        shipments = List.copyOf(shipments);
    }

    public static Order placed(OrderPlaced placed) {
        return new Order(
                placed.orderId(),
                placed.orderNumber(),
                Provenance.millis(placed.placedAt()),
                Provenance.millis(placed.recordedAt()),
                placed.personId(),
                placed.sealedPerson(),
                placed.language(),
                placed.timeZone(),
                placed.channels(),
                placed.items(),
                placed.promise(),
                placed.destinationKind(),
                placed.shipments());
    }

    public Order attach(ShipmentsAttached attached) {
        var all = Stream.concat(shipments.stream(), attached.shipments().stream())
                .distinct()
                .limit(MAX_SHIPMENTS)
                .toList();
        return new Order(
                id,
                number,
                placedAt,
                recordedAt,
                personId,
                sealedPerson,
                language,
                timeZone,
                channels,
                items,
                promise,
                destinationKind,
                all);
    }
}
