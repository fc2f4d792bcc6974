package dev.waymark.notifications.domain;

import dev.waymark.contract.Digests;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.DeliveryWithdrawn;
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
 * @param shipment absent when the order was placed
 * @param occurrence 1 unless the shipment reached the milestone before
 * @param reached the shipment's change; absent where it reached no milestone
 */
public record NotificationTrigger(
        OrderId orderId,
        MessageKind kind,
        Instant occurredAt,
        @Nullable ShipmentKey shipment,
        int occurrence,
        @Nullable MilestoneReached reached) {

    /** Empty when {@code update} triggers no notification. */
    public static Optional<NotificationTrigger> of(OrderUpdate update) {
        return switch (update) {
            case OrderConfirmed placed -> Optional.of(placed(placed.orderId(), placed.placedAt()));
            case MilestoneReached reached -> of(reached);
            case DeliveryWithdrawn withdrawn ->
                Optional.of(new NotificationTrigger(
                        withdrawn.orderId(),
                        MessageKind.CORRECTION,
                        withdrawn.recordedAt(),
                        withdrawn.shipment(),
                        withdrawn.occurrence(),
                        null));
            case OrderUpdate.ShipmentAttached _,
                    OrderUpdate.OrderShipmentDetached _,
                    OrderUpdate.OrderLinksRevoked _,
                    OrderUpdate.OrderDetailsChanged _,
                    OrderUpdate.TimelineChanged _ -> Optional.empty();
        };
    }

    private static Optional<NotificationTrigger> of(MilestoneReached reached) {
        return reached.subStatus()
                .message()
                .filter(_ -> reached.direction() != Direction.RETURN)
                .filter(kind -> kind != MessageKind.ACCEPTED || isFirstDispatch(reached))
                .map(kind -> new NotificationTrigger(
                        reached.orderId(),
                        kind,
                        reached.occurredAt(),
                        reached.shipment(),
                        reached.occurrence(),
                        reached));
    }

    private static NotificationTrigger placed(OrderId orderId, Instant placedAt) {
        return new NotificationTrigger(orderId, MessageKind.PLACED, placedAt, null, 1, null);
    }

    /** The same however often the same change is published; another when a shipment reaches a milestone once more. */
    public String id() {
        return Digests.of(
                "occasion",
                orderId.value(),
                shipment == null ? "" : shipment.toString(),
                kind.id(),
                String.valueOf(occurrence));
    }

    /** The trigger of the message that this one takes back; absent where it takes none back. */
    public Optional<NotificationTrigger> corrected() {
        return kind == MessageKind.CORRECTION
                ? Optional.of(
                        new NotificationTrigger(orderId, MessageKind.DELIVERED, occurredAt, shipment, occurrence, null))
                : Optional.empty();
    }

    /** The trigger of the same order's confirmation, which starts the thread of its messages. */
    public NotificationTrigger confirmation() {
        return placed(orderId, occurredAt);
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
