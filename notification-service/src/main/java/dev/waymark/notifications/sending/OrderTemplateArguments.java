package dev.waymark.notifications.sending;

import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.DeliveryWindow;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.Presentation;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message.OrderNotification;
import dev.waymark.notifications.sending.TemplateModel.Row;
import dev.waymark.wording.CourierNames;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The order and its shipment in the words of one language: the arguments of the templates of a notification. */
final class OrderTemplateArguments {

    private static final int ITEMS_NAMED = 5;

    private final MessageBundle messages;
    private final LocalizedContext context;
    private final OrderNumber number;
    private final NotificationTrigger trigger;
    private final @Nullable MilestoneReached reached;
    private final OrderView order;
    private final @Nullable ShipmentView shipment;
    private final Presentation facts;

    OrderTemplateArguments(OrderNotification notification, MessageBundle messages) {
        var contact = notification.contact();
        this.messages = messages;
        this.context = new LocalizedContext(messages, contact.zone(), false, notification.now());
        this.number = contact.orderNumber();
        this.trigger = notification.trigger();
        this.reached = trigger.reached();
        this.order = contact.order();
        this.shipment = order.shipment(trigger.shipment()).orElse(null);
        this.facts = shipment == null ? order.summary().presentation() : shipment.presentation();
    }

    Map<String, Object> arguments() {
        var arguments = new HashMap<String, Object>();
        arguments.put("number", number.value());
        arguments.put("courier", carrier().orElse(""));
        arguments.put("courierKnown", yes(carrier().isPresent()));
        arguments.put("next", facts.next().name());
        arguments.put("absent", yes(reached != null && reached.subStatus() == SubStatus.ATTEMPT_ABSENT));
        arguments.put("split", yes(isSplit()));
        arguments.put("parcel", Math.max(0, order.indexOf(trigger.shipment())) + 1);
        arguments.put("parcels", order.shipments().size());
        putWindow(arguments);
        putDeadline(arguments);
        putOccurrence(arguments);
        return arguments;
    }

    List<Row> rows(Map<String, Object> arguments) {
        var rows = new ArrayList<Row>();
        if (order.items() != null && !order.items().isEmpty()) {
            rows.add(row("row.items", named(order.items())));
        }
        if (isSplit()) {
            rows.add(row("row.parcel", messages.get("parcel-of", arguments)));
        }
        destination().ifPresent(text -> rows.add(row("row.destination", text)));
        if (shipment != null) {
            var name = carrier().orElseGet(() -> CourierNames.name(shipment.courier(), messages));
            rows.add(row("row.courier", name + ", " + shipment.trackingNumber()));
        }
        return rows;
    }

    /** What was expected or promised before, where that no longer holds. */
    Optional<String> windowBefore() {
        var arrival = facts.arrival();
        if (shipment == null || arrival == null || arrival.before() == null) {
            return Optional.empty();
        }
        var key = arrival.beforeBasis() == Presentation.Basis.SHOP ? "window-promised" : "window-before";
        return Optional.of(messages.get(key, Map.of("window", context.window(arrival.before()))));
    }

    private void putWindow(Map<String, Object> arguments) {
        var window = Optional.ofNullable(facts.upcoming());
        arguments.put("dated", yes(window.isPresent()));
        arguments.put("window", window.map(context::window).orElse(""));
        arguments.put("smsWindow", window.map(context::shortDays).orElse(""));
        var hours = window.filter(DeliveryWindow::hasHours).filter(days -> context.isToday(days.from()));
        arguments.put(
                "today",
                yes(window.filter(days -> days.isOneDay() && context.isToday(days.from()))
                        .isPresent()));
        arguments.put("timed", yes(hours.isPresent()));
        arguments.put("hours", hours.map(context::hours).orElse(""));
        arguments.put("smsHours", hours.map(context::shortHours).orElse(""));
    }

    private void putDeadline(Map<String, Object> arguments) {
        var lastDay = Optional.ofNullable(facts.actionUntil());
        arguments.put("limited", yes(lastDay.isPresent()));
        arguments.put("lastDay", lastDay.map(context::day).orElse(""));
        arguments.put("smsLastDay", lastDay.map(context::shortDay).orElse(""));
    }

    private void putOccurrence(Map<String, Object> arguments) {
        var occurredAt = facts.contradicted() == null ? trigger.occurredAt() : facts.contradicted();
        var day = context.dayOf(occurredAt);
        arguments.put("clocked", yes(shipment == null || !shipment.isDateOnly(occurredAt)));
        arguments.put("day", context.day(day));
        arguments.put("smsDay", context.shortDay(day));
        arguments.put("time", context.time(occurredAt));
    }

    private boolean isSplit() {
        return shipment != null && order.shipments().size() > 1;
    }

    private String named(List<ShopOrder.Item> items) {
        var named = items.stream()
                .limit(ITEMS_NAMED)
                .map(item -> item.quantity() == 1 ? item.name() : item.quantity() + "\u00a0× " + item.name())
                .collect(Collectors.joining(", "));
        var more = items.size() - ITEMS_NAMED;
        return more <= 0 ? named : named + " " + messages.get("items-more", Map.of("more", more));
    }

    /** In full only where the reader can still correct it, or has to go there: then where it is, by the courier's word. */
    private Optional<String> destination() {
        return switch (trigger.kind()) {
            case READY_FOR_PICKUP -> Optional.of(line("destination.pickup", pickupPoint()));
            case PLACED -> destinationKind().map(key -> line(key, address()));
            case ACCEPTED, OUT_FOR_DELIVERY, ATTEMPT_FAILED, DELIVERED, CORRECTION ->
                destinationKind().map(messages::get);
        };
    }

    private Optional<String> destinationKind() {
        return Optional.ofNullable(order.destinationKind()).map(kind -> switch (kind) {
            case COURIER -> "destination.courier";
            case PICKUP_POINT -> "destination.pickup";
        });
    }

    private Stream<@Nullable String> address() {
        var customer = order.customer();
        return customer == null ? Stream.empty() : Stream.of(customer.address(), customer.city());
    }

    private Stream<@Nullable String> pickupPoint() {
        var place = facts.atPickupPoint() ? facts.place() : null;
        return place == null ? Stream.empty() : Stream.of(place.facility(), place.city());
    }

    private String line(String key, Stream<@Nullable String> place) {
        return Stream.concat(Stream.of(messages.get(key)), place)
                .filter(Objects::nonNull)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** The company that carries the shipment, where customers know it by a name: the courier, or the one that an aggregator names. */
    private Optional<String> carrier() {
        return Optional.ofNullable(shipment)
                .flatMap(known -> CourierNames.brand(known.courier(), messages)
                        .or(() -> Optional.ofNullable(known.details()).map(Details::legCarrier)));
    }

    private Row row(String key, String value) {
        return new Row(messages.get(key), value);
    }

    private static String yes(boolean condition) {
        return condition ? "yes" : "no";
    }
}
