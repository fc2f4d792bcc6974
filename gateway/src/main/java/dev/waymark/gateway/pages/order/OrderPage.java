package dev.waymark.gateway.pages.order;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.wording.CourierNames;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The page of one order, for a guest or its owner: everything it says, in the reader's language, as of now.
 *
 * @param main the parcel that the headline speaks of
 * @param others the order's other shipments, those under way first
 */
public record OrderPage(
        Audience audience,
        long version,
        String number,
        @Nullable String position,
        ShipmentSection main,
        List<ShipmentSection> others,
        Fresh fresh,
        List<Item> items,
        @Nullable String itemCount,
        @Nullable String destination,
        @Nullable String recipient,
        @Nullable String linkUntil) {

    /** An answer older than this is not news: our own projection is late, and we say so. */
    private static final Duration TRUSTED = Duration.ofMinutes(5);

    /** When we asked, and when the courier last spoke. */
    public record Fresh(
            boolean delayed,
            String checked,
            String checkedAt,
            String received,
            @Nullable String receivedAt) {}

    /** One line of the order. */
    public record Item(String name, String quantity) {}

    public static OrderPage of(OrderView order, Audience audience, LocalizedContext context) {
        var index = headlined(order);
        var shipments = order.shipments();
        var main = index < 0
                ? ShipmentSection.ofOrder(order, audience, context)
                : ShipmentSection.of(index, order, audience, context);
        var others = IntStream.range(0, shipments.size())
                .filter(i -> i != index)
                .mapToObj(i -> ShipmentSection.of(i, order, audience, context))
                .sorted(java.util.Comparator.comparing(ShipmentSection::finished))
                .toList();
        return new OrderPage(
                audience,
                order.version(),
                order.orderNumber(),
                position(index, shipments.size(), context.messages()),
                main,
                others,
                fresh(order, index < 0 ? null : shipments.get(index), context),
                items(order, context.messages()),
                order.itemCount() < 1
                        ? null
                        : context.messages().get("page.items.count", Map.of("n", order.itemCount())),
                destination(order, context.messages()),
                audience == Audience.GUEST || order.customer() == null
                        ? null
                        : order.customer().name(),
                order.linkUntil() == null
                        ? null
                        : context.messages()
                                .get("page.link.until", Map.of("day", context.day(context.dayOf(order.linkUntil())))));
    }

    /** Which parcel the order's headline speaks of; below zero before there is one. */
    public static int headlined(OrderView order) {
        var index = order.summary().shipment();
        return index == null || index >= order.shipments().size()
                ? order.shipments().isEmpty() ? -1 : 0
                : index;
    }

    public int shipmentCount() {
        return others.size() + 1;
    }

    public boolean isGuest() {
        return audience == Audience.GUEST;
    }

    private static @Nullable String position(int index, int of, MessageBundle messages) {
        return of < 2 ? null : messages.get("page.parcel", Map.of("n", index + 1, "of", of));
    }

    private static Fresh fresh(OrderView order, @Nullable ShipmentView shipment, LocalizedContext context) {
        var messages = context.messages();
        var delayed = order.asOf().isBefore(context.now().minus(TRUSTED));
        var asked = messages.get(
                delayed ? "fresh.delayed" : "fresh.updated",
                Map.of("time", delayed ? context.listed(order.asOf()) : context.time(order.asOf())));
        var receivedAt = shipment == null ? null : lastHeard(shipment);
        var received = receivedAt == null
                ? messages.get(shipment == null ? "fresh.nothing" : "fresh.unheard")
                : messages.get(
                        "fresh.heard",
                        Map.of(
                                "courier",
                                CourierNames.from(
                                        Objects.requireNonNull(shipment).courier(), messages),
                                "ago",
                                context.ago(receivedAt)));
        return new Fresh(
                delayed,
                asked,
                context.machine(order.asOf()),
                received,
                receivedAt == null ? null : context.machine(receivedAt));
    }

    private static @Nullable Instant lastHeard(ShipmentView shipment) {
        return shipment.lastReceivedAt() == null ? shipment.lastScanAt() : shipment.lastReceivedAt();
    }

    private static List<Item> items(OrderView order, MessageBundle messages) {
        List<ShopOrder.Item> items = order.items() == null ? List.of() : order.items();
        return items.stream()
                .map(item -> new Item(item.name(), messages.get("page.items.quantity", Map.of("n", item.quantity()))))
                .toList();
    }

    private static @Nullable String destination(OrderView order, MessageBundle messages) {
        var customer = order.customer();
        if (customer != null && customer.address() != null) {
            return customer.city() == null ? customer.address() : customer.city() + ", " + customer.address();
        }
        var city = customer == null ? null : customer.city();
        if (city != null) {
            return city;
        }
        return order.destinationKind() == null ? null : messages.get("page.to." + order.destinationKind());
    }
}
