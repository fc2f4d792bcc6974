package dev.waymark.notifications.sending;

import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.notifications.domain.MessageKind;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message.OrderNotification;
import dev.waymark.notifications.sending.TemplateModel.Row;
import dev.waymark.wording.CourierNames;
import dev.waymark.wording.DeliveryWindow;
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
    private final OrderView order;
    private final List<ShopOrder.Item> items;
    private final @Nullable ShipmentView shipment;

    OrderTemplateArguments(OrderNotification notification, MessageBundle messages) {
        var contact = notification.contact();
        this.messages = messages;
        this.context = new LocalizedContext(messages, contact.zone(), false, notification.now());
        this.number = contact.orderNumber();
        this.trigger = notification.trigger();
        this.order = contact.order();
        this.items = order.items() == null ? List.of() : order.items();
        this.shipment = order.shipment(trigger.shipment()).orElse(null);
    }

    Map<String, Object> arguments() {
        var arguments = new HashMap<String, Object>();
        arguments.put("number", number.value());
        arguments.put("courier", carrier().orElse(""));
        arguments.put("courierKnown", yes(carrier().isPresent()));
        arguments.put("pickup", yes(isPickup()));
        arguments.put("absent", yes(trigger.subStatus() == SubStatus.ATTEMPT_ABSENT));
        putShipment(arguments);
        putWindow(arguments);
        putDeadline(arguments);
        putOccurrence(arguments);
        return arguments;
    }

    List<Row> rows(Map<String, Object> arguments) {
        var rows = new ArrayList<Row>();
        if (!items.isEmpty()) {
            rows.add(row("row.items", itemList()));
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

    /** What was expected before, where the courier has changed its mind. */
    Optional<String> windowBefore() {
        var before = shipment == null ? null : DeliveryWindow.of(shipment.etaBefore());
        if (shipment == null || shipment.eta() == null || before == null || window().isEmpty()) {
            return Optional.empty();
        }
        return before.equals(DeliveryWindow.of(shipment.eta()))
                ? Optional.empty()
                : Optional.of(messages.get("window-before", Map.of("window", context.window(before))));
    }

    private void putShipment(Map<String, Object> arguments) {
        arguments.put("split", yes(isSplit()));
        arguments.put("parcel", shipmentIndex() + 1);
        arguments.put("parcels", order.shipments().size());
    }

    private void putWindow(Map<String, Object> arguments) {
        var window = window();
        arguments.put("dated", yes(window.isPresent()));
        arguments.put("window", window.map(context::window).orElse(""));
        arguments.put("smsWindow", window.map(context::shortDays).orElse(""));
        var hours = window.filter(DeliveryWindow::hasHours).filter(days -> context.isToday(days.from()));
        arguments.put("timed", yes(hours.isPresent()));
        arguments.put("hours", hours.map(context::hours).orElse(""));
        arguments.put("smsHours", hours.map(context::shortHours).orElse(""));
    }

    private void putDeadline(Map<String, Object> arguments) {
        var lastDay = Optional.ofNullable(trigger.storageDeadline());
        arguments.put("limited", yes(lastDay.isPresent()));
        arguments.put("lastDay", lastDay.map(context::day).orElse(""));
        arguments.put("smsLastDay", lastDay.map(context::shortDay).orElse(""));
    }

    private void putOccurrence(Map<String, Object> arguments) {
        var day = context.dayOf(trigger.occurredAt());
        var time = context.time(trigger.occurredAt());
        arguments.put("clocked", yes(shipment == null || !shipment.isDateOnly(trigger.occurredAt())));
        arguments.put("day", context.day(day));
        arguments.put("time", time);
        arguments.put("smsDay", context.shortDay(day));
        arguments.put("smsTime", time);
    }

    /** The courier's estimate before the shop's promise; nothing rather than a date that has passed. */
    private Optional<DeliveryWindow> window() {
        return Stream.of(
                        DeliveryWindow.of(shipment == null ? null : shipment.eta()),
                        DeliveryWindow.of(trigger.eta()),
                        DeliveryWindow.of(order.promise()))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .filter(window -> !window.isOver(context.today()));
    }

    private boolean isSplit() {
        return shipment != null && order.shipments().size() > 1;
    }

    private int shipmentIndex() {
        return trigger.shipment() == null ? 0 : Math.max(0, order.indexOf(trigger.shipment()));
    }

    private boolean isPickup() {
        return order.destinationKind() == ShopOrder.Destination.Kind.PICKUP_POINT;
    }

    private String itemList() {
        var named = items.stream()
                .limit(ITEMS_NAMED)
                .map(item -> item.quantity() == 1 ? item.name() : item.quantity() + "\u00a0× " + item.name())
                .collect(Collectors.joining(", "));
        var more = items.size() - ITEMS_NAMED;
        return more <= 0 ? named : named + " " + messages.get("items-more", Map.of("more", more));
    }

    /** In full only where the reader has to go there, or can still correct it. */
    private Optional<String> destination() {
        var kind = order.destinationKind();
        if (kind == null) {
            return Optional.empty();
        }
        var type = messages.get(isPickup() ? "destination.pickup" : "destination.courier");
        var inFull = trigger.kind() == MessageKind.PLACED || trigger.kind() == MessageKind.READY_FOR_PICKUP;
        return Optional.of(inFull ? joined(Stream.concat(Stream.of(type), address())) : type);
    }

    private Stream<@Nullable String> address() {
        var customer = order.customer();
        if (customer != null && (customer.address() != null || customer.city() != null)) {
            return Stream.of(customer.address(), customer.city());
        }
        return Optional.ofNullable(shipment)
                .filter(any -> isPickup() && trigger.kind() == MessageKind.READY_FOR_PICKUP)
                .map(ShipmentView::place)
                .stream()
                .flatMap((Place place) -> Stream.of(place.facility(), place.city()));
    }

    /** The company that carries the shipment, where customers know it by a name: the courier, or the one that an aggregator names. */
    private Optional<String> carrier() {
        if (shipment == null) {
            return Optional.empty();
        }
        var details = shipment.details();
        return CourierNames.brand(shipment.courier(), messages)
                .or(() -> Optional.ofNullable(details).map(Details::legCarrier));
    }

    private Row row(String key, String value) {
        return new Row(messages.get(key), value);
    }

    private static String joined(Stream<@Nullable String> parts) {
        return parts.filter(Objects::nonNull).filter(part -> !part.isBlank()).collect(Collectors.joining(", "));
    }

    private static String yes(boolean condition) {
        return condition ? "yes" : "no";
    }
}
