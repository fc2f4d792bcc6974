package dev.waymark.gateway.pages;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.gateway.services.OrderView;
import dev.waymark.gateway.services.OrderView.ShipmentView;
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
 * @param others the order's other parcels, those under way first
 */
record OrderPage(
        Audience audience,
        long version,
        String number,
        @Nullable String position,
        Parcel main,
        List<Parcel> others,
        Fresh fresh,
        List<Item> items,
        @Nullable String itemCount,
        @Nullable String destination,
        @Nullable String recipient,
        @Nullable String linkUntil) {

    /** An answer older than this is not news: our own projection is late, and we say so. */
    private static final Duration TRUSTED = Duration.ofMinutes(5);

    /** When we asked, and when the courier last spoke. */
    record Fresh(
            boolean delayed,
            String asked,
            String askedAt,
            String heard,
            @Nullable String heardAt) {}

    /** One line of the order. */
    record Item(String name, String quantity) {}

    static OrderPage of(OrderView order, Audience audience, Dates dates) {
        var index = headlined(order);
        var shipments = order.shipments();
        var main = index < 0 ? Parcel.ofOrder(order, audience, dates) : Parcel.of(index, order, audience, dates);
        var others = IntStream.range(0, shipments.size())
                .filter(i -> i != index)
                .mapToObj(i -> Parcel.of(i, order, audience, dates))
                .sorted(java.util.Comparator.comparing(Parcel::finished))
                .toList();
        return new OrderPage(
                audience,
                order.version(),
                order.orderNumber(),
                position(index, shipments.size(), dates.texts()),
                main,
                others,
                fresh(order, index < 0 ? null : shipments.get(index), dates),
                items(order, dates.texts()),
                order.itemCount() < 1 ? null : dates.texts().say("page.items.count", Map.of("n", order.itemCount())),
                destination(order, dates.texts()),
                audience == Audience.GUEST || order.customer() == null
                        ? null
                        : order.customer().name(),
                order.linkUntil() == null
                        ? null
                        : dates.texts()
                                .say("page.link.until", Map.of("day", dates.day(dates.dayOf(order.linkUntil())))));
    }

    /** Which parcel the order's headline speaks of; below zero before there is one. */
    static int headlined(OrderView order) {
        var index = order.headline().shipment();
        return index == null || index >= order.shipments().size()
                ? order.shipments().isEmpty() ? -1 : 0
                : index;
    }

    public int parcelCount() {
        return others.size() + 1;
    }

    public boolean isGuest() {
        return audience == Audience.GUEST;
    }

    private static @Nullable String position(int index, int of, Texts texts) {
        return of < 2 ? null : texts.say("page.parcel", Map.of("n", index + 1, "of", of));
    }

    private static Fresh fresh(OrderView order, @Nullable ShipmentView shipment, Dates dates) {
        var texts = dates.texts();
        var delayed = order.asOf().isBefore(dates.now().minus(TRUSTED));
        var asked = texts.say(
                delayed ? "fresh.delayed" : "fresh.updated",
                Map.of("time", delayed ? dates.listed(order.asOf()) : dates.time(order.asOf())));
        var heardAt = shipment == null ? null : lastHeard(shipment);
        var heard = heardAt == null
                ? texts.say(shipment == null ? "fresh.nothing" : "fresh.unheard")
                : texts.say(
                        "fresh.heard",
                        Map.of(
                                "courier",
                                Couriers.from(Objects.requireNonNull(shipment).courier(), texts.language()),
                                "ago",
                                dates.ago(heardAt)));
        return new Fresh(
                delayed, asked, dates.machine(order.asOf()), heard, heardAt == null ? null : dates.machine(heardAt));
    }

    private static @Nullable Instant lastHeard(ShipmentView shipment) {
        return shipment.lastHeardAt() == null ? shipment.lastScanAt() : shipment.lastHeardAt();
    }

    private static List<Item> items(OrderView order, Texts texts) {
        List<ShopOrder.Item> items = order.items() == null ? List.of() : order.items();
        return items.stream()
                .map(item -> new Item(item.name(), texts.say("page.items.quantity", Map.of("n", item.quantity()))))
                .toList();
    }

    private static @Nullable String destination(OrderView order, Texts texts) {
        var customer = order.customer();
        if (customer != null && customer.address() != null) {
            return customer.city() == null ? customer.address() : customer.city() + ", " + customer.address();
        }
        var city = customer == null ? null : customer.city();
        if (city != null) {
            return city;
        }
        return order.destinationKind() == null ? null : texts.say("page.to." + order.destinationKind());
    }
}
