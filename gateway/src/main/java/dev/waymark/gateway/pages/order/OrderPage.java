package dev.waymark.gateway.pages.order;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.wording.CourierNames;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The page of one order, for a guest or its owner: what it says in the reader's language, as of now.
 *
 * @param main the parcel that the headline speaks of
 * @param others the order's other shipments, those under way first
 */
public record OrderPage(
        OrderView order,
        Audience audience,
        LocalizedContext context,
        ShipmentSection main,
        List<ShipmentSection> others) {

    /** An answer older than this is not news: our own projection is late, and we say so. */
    private static final Duration TRUSTED = Duration.ofMinutes(5);

    public static OrderPage of(OrderView order, Audience audience, LocalizedContext context) {
        var index = headlined(order);
        var others = IntStream.range(0, order.shipments().size())
                .filter(i -> i != index)
                .mapToObj(i -> ShipmentSection.of(i, order, audience, context))
                .sorted(Comparator.comparing(ShipmentSection::finished))
                .toList();
        return new OrderPage(order, audience, context, ShipmentSection.of(index, order, audience, context), others);
    }

    private static int headlined(OrderView order) {
        var index = order.summary().shipment();
        if (index == null && order.summary().status() == CustomerStatus.CANCELLED) {
            return -1;
        }
        return index == null || index >= order.shipments().size()
                ? order.shipments().isEmpty() ? -1 : 0
                : index;
    }

    /** The parcel that the order's headline speaks of; absent before there is one. */
    public static @Nullable ShipmentView headlinedShipment(OrderView order) {
        var index = headlined(order);
        return index < 0 ? null : order.shipments().get(index);
    }

    public boolean isGuest() {
        return audience == Audience.GUEST || audience == Audience.MATCHED;
    }

    /** Whether the guest found the order by number and contact, and so sees more than the link shows to others. */
    public boolean isMatched() {
        return audience == Audience.MATCHED;
    }

    /** "Parcel 1 of 2"; absent where there is one only. */
    public @Nullable String position() {
        var of = others.size() + 1;
        return of < 2 ? null : messages().get("page.parcel", Map.of("n", main.ordinal(), "of", of));
    }

    /** Those in which the customer sends goods back. */
    public List<ShipmentSection> returns() {
        var back = order.back();
        return IntStream.range(0, back.shipments().size())
                .mapToObj(i -> ShipmentSection.of(i, back, audience, context))
                .toList();
    }

    /** How far the shop says it was, before any courier had it. */
    public List<String> states() {
        return order.states() == null
                ? List.of()
                : order.states().stream()
                        .flatMap(state ->
                                messages()
                                        .find(
                                                "page.state." + state.state(),
                                                Map.of("moment", context.listed(state.at())))
                                        .stream())
                        .toList();
    }

    /** What is in a parcel of this ordinal; empty where nobody says, or a guest asks. */
    public List<ShopOrder.Item> items(int ordinal) {
        return ordinal > order.shipments().size()
                ? List.of()
                : order.itemsOf(order.shipments().get(ordinal - 1));
    }

    /** Whether what we show is older than it should be. */
    public boolean isDelayed() {
        return order.asOf().isBefore(context.now().minus(TRUSTED));
    }

    /** When we looked. */
    public String checked() {
        return isDelayed()
                ? messages().get("fresh.delayed", Map.of("time", context.listed(order.asOf())))
                : messages().get("fresh.updated", Map.of("time", context.time(order.asOf())));
    }

    /** When the courier last spoke. */
    public String received() {
        var shipment = headlinedShipment(order);
        var receivedAt = receivedAt();
        if (shipment == null || receivedAt == null) {
            return messages().get(shipment == null ? "fresh.nothing" : "fresh.unheard");
        }
        var courier = CourierNames.from(shipment.courier(), messages());
        return messages().get("fresh.heard", Map.of("courier", courier, "ago", context.ago(receivedAt)));
    }

    public @Nullable Instant receivedAt() {
        var shipment = headlinedShipment(order);
        if (shipment == null) {
            return null;
        }
        return shipment.lastReceivedAt() == null ? shipment.lastScanAt() : shipment.lastReceivedAt();
    }

    public @Nullable String itemCount() {
        return order.itemCount() < 1 ? null : messages().get("page.items.count", Map.of("n", order.itemCount()));
    }

    public @Nullable String destination() {
        var place = order.customer() == null ? null : order.customer().place();
        if (place != null) {
            return place;
        }
        return order.destinationKind() == null ? null : messages().get("page.to." + order.destinationKind());
    }

    /** Whether the reader has proved only some of the order's contacts. */
    public boolean isMasked() {
        return !isGuest()
                && order.customer() != null
                && order.customer().addresses().values().stream().anyMatch(address -> address.contains("···"));
    }

    private MessageBundle messages() {
        return context.messages();
    }
}
