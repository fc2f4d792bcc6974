package dev.waymark.notifications.domain;

import dev.waymark.contract.Digests;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ChangeOrigin;
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
 * What a message would be about: an order that was placed, or a parcel's entry into a milestone.
 *
 * @param visit counts the parcel's entries into this milestone: each is news once
 */
public record Occasion(
        OrderId orderId,
        MessageKind kind,
        @Nullable ShipmentKey shipment,
        int visit,
        Instant occurredAt,
        ChangeOrigin origin,
        @Nullable Milestone milestone,
        @Nullable SubStatus subStatus,
        @Nullable Eta eta,
        @Nullable LocalDate storageDeadline) {

    static Occasion of(OrderConfirmed confirmed) {
        return new Occasion(
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

    /** Empty when customers are not written to about this milestone. */
    static Optional<Occasion> of(MilestoneReached reached) {
        return kind(reached)
                .map(kind -> new Occasion(
                        reached.orderId(),
                        kind,
                        reached.shipment(),
                        reached.visit(),
                        reached.occurredAt(),
                        reached.origin(),
                        reached.milestone(),
                        reached.subStatus(),
                        reached.eta(),
                        reached.storageDeadline()));
    }

    /** The same for the same news, however often it is told. */
    public String id() {
        return Digests.of(
                "occasion",
                orderId.value(),
                shipment == null ? "" : shipment.toString(),
                kind.id(),
                String.valueOf(visit));
    }

    /** The confirmation of the same order: what all its messages answer to. */
    public Occasion confirmation() {
        return new Occasion(
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
        return reached.visit() == 1
                && (previous == null || previous == Milestone.PRE_TRANSIT || previous == Milestone.UNKNOWN);
    }
}
