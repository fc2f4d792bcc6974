package dev.waymark.notifications.domain;

import dev.waymark.contract.Digests;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.order.OrderUpdate.OrderConfirmed;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change that customers are notified of: an order was placed, or a shipment reached a milestone.
 *
 * @param occurrence counts how often the shipment reached this milestone: each time triggers one notification
 */
public record NotificationTrigger(
        OrderId orderId,
        MessageKind kind,
        @Nullable ShipmentKey shipment,
        int occurrence,
        Instant occurredAt,
        ChangeOrigin origin,
        @Nullable Milestone milestone,
        @Nullable SubStatus subStatus,
        @Nullable Eta eta,
        @Nullable LocalDate storageDeadline) {

    /** Empty when {@code update} triggers no notification. */
    public static Optional<NotificationTrigger> of(OrderUpdate update) {
        return switch (update) {
            case OrderConfirmed confirmed -> Optional.of(of(confirmed));
            case MilestoneReached reached -> of(reached);
            case OrderUpdate.ShipmentAttached _, OrderUpdate.TimelineChanged _ -> Optional.empty();
        };
    }

    private static NotificationTrigger of(OrderConfirmed confirmed) {
        return new NotificationTrigger(
                confirmed.orderId(),
                MessageKind.PLACED,
                null,
                1,
                confirmed.placedAt(),
                ChangeOrigin.LIVE,
                null,
                null,
                null,
                null);
    }

    private static Optional<NotificationTrigger> of(MilestoneReached reached) {
        return kind(reached)
                .map(kind -> new NotificationTrigger(
                        reached.orderId(),
                        kind,
                        reached.shipment(),
                        reached.occurrence(),
                        reached.occurredAt(),
                        reached.origin(),
                        reached.milestone(),
                        reached.subStatus(),
                        reached.eta(),
                        reached.storageDeadline()));
    }

    /** The same however often the same change is published. */
    public String id() {
        return Digests.of(
                "occasion",
                orderId.value(),
                shipment == null ? "" : shipment.toString(),
                kind.id(),
                String.valueOf(occurrence));
    }

    /** The trigger of the same order's confirmation, which starts the thread of its messages. */
    public NotificationTrigger confirmation() {
        return new NotificationTrigger(
                orderId, MessageKind.PLACED, null, 1, occurredAt, ChangeOrigin.LIVE, null, null, null, null);
    }

    private static Optional<MessageKind> kind(MilestoneReached reached) {
        if (reached.direction() == Direction.RETURN) {
            return Optional.empty();
        }
        return switch (reached.milestone()) {
            case IN_TRANSIT -> Optional.of(MessageKind.ACCEPTED).filter(kind -> isFirstSetOff(reached));
            case OUT_FOR_DELIVERY -> Optional.of(MessageKind.OUT_FOR_DELIVERY);
            // Where storage has ended already, "you can collect it" is no longer true.
            case READY_FOR_PICKUP ->
                Optional.of(MessageKind.READY_FOR_PICKUP)
                        .filter(kind -> reached.subStatus() != SubStatus.STORAGE_EXPIRED);
            case ATTEMPT_FAILED -> Optional.of(MessageKind.ATTEMPT_FAILED);
            case DELIVERED -> Optional.of(MessageKind.DELIVERED);
            case UNKNOWN, PRE_TRANSIT, CUSTOMS, EXCEPTION, RETURNING, RETURNED, CANCELLED -> Optional.empty();
        };
    }

    private static boolean isFirstSetOff(MilestoneReached reached) {
        var previous = reached.previous();
        return reached.occurrence() == 1
                && (previous == null || previous == Milestone.PRE_TRANSIT || previous == Milestone.UNKNOWN);
    }
}
