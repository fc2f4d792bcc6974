package dev.waymark.notifications.domain;

import dev.waymark.contract.Digests;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.order.OrderUpdate.OrderConfirmed;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change that customers are notified of: an order was placed, or a shipment reached a milestone.
 *
 * @param reached the shipment's change; absent when the order was placed
 */
public record NotificationTrigger(
        OrderId orderId,
        MessageKind kind,
        Instant occurredAt,
        @Nullable MilestoneReached reached) {

    /** Empty when {@code update} triggers no notification. */
    public static Optional<NotificationTrigger> of(OrderUpdate update) {
        return switch (update) {
            case OrderConfirmed placed -> Optional.of(placed(placed.orderId(), placed.placedAt()));
            case MilestoneReached reached -> of(reached);
            case OrderUpdate.ShipmentAttached _, OrderUpdate.OrderLinksRevoked _, OrderUpdate.TimelineChanged _ ->
                Optional.empty();
        };
    }

    private static Optional<NotificationTrigger> of(MilestoneReached reached) {
        return reached.subStatus()
                .message()
                .filter(_ -> reached.direction() != Direction.RETURN)
                .filter(kind -> kind != MessageKind.ACCEPTED || isFirstDispatch(reached))
                .map(kind -> new NotificationTrigger(reached.orderId(), kind, reached.occurredAt(), reached));
    }

    private static NotificationTrigger placed(OrderId orderId, Instant placedAt) {
        return new NotificationTrigger(orderId, MessageKind.PLACED, placedAt, null);
    }

    /** The same however often the same change is published; another when a shipment reaches a milestone once more. */
    public String id() {
        return Digests.of(
                "occasion",
                orderId.value(),
                reached == null ? "" : reached.shipment().toString(),
                kind.id(),
                reached == null ? "1" : String.valueOf(reached.occurrence()));
    }

    /** The trigger of the same order's confirmation, which starts the thread of its messages. */
    public NotificationTrigger confirmation() {
        return placed(orderId, occurredAt);
    }

    public @Nullable ShipmentKey shipment() {
        return reached == null ? null : reached.shipment();
    }

    /** The last day on which a shipment that is ready for pickup can be collected, where the courier names it. */
    public @Nullable LocalDate storageDeadline() {
        return reached == null ? null : reached.storageDeadline();
    }

    private static boolean isFirstDispatch(MilestoneReached reached) {
        var previous = reached.previous();
        return reached.occurrence() == 1
                && (previous == null || previous == Milestone.PRE_TRANSIT || previous == Milestone.UNKNOWN);
    }
}
