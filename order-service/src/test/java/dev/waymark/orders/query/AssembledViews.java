package dev.waymark.orders.query;

import dev.waymark.contract.view.OrderView;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.Base64Key;
import dev.waymark.orders.people.LinkSettings;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The views that this service answers with, made from an order and its shipments without a database. */
public record AssembledViews(
        Order order, List<Shipment> shipments, @Nullable Person person, Instant now) {

    private static final LinkTokens LINKS = new LinkTokens(new LinkSettings(
            new Base64Key(Base64.getEncoder().encodeToString(new byte[32])), "/t/", Duration.ofDays(90)));

    public OrderView forOwner() {
        return view(ViewAudience.OWNER);
    }

    public OrderView forGuest() {
        return view(ViewAudience.GUEST);
    }

    public OrderView forSupport() {
        return view(ViewAudience.SUPPORT);
    }

    public OrderView forShop() {
        return view(ViewAudience.SHOP);
    }

    private OrderView view(ViewAudience audience) {
        var tracked = new TrackedOrder(order, new OrderIndex(List.of(), List.of(), List.of(), false), 1, List.of());
        var known = shipments.stream()
                .map(shipment -> new TrackedShipment(
                        shipment, List.of(order.id()), Map.of(), List.of(), List.of(), List.of(), 1, List.of()))
                .collect(Collectors.toMap(TrackedShipment::key, Function.identity()));
        return new OrderViewAssembler(audience, LINKS, now).order(tracked, known, person);
    }
}
