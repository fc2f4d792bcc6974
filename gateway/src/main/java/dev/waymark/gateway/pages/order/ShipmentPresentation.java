package dev.waymark.gateway.pages.order;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.gateway.pages.Severity;
import dev.waymark.wording.DeliveryWindow;
import dev.waymark.wording.LocalizedContext;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The state of one shipment, or of an order without any, on a certain day, from which a page's words, days and progress are derived.
 *
 * @param expected the courier's estimate, else what the shop promised
 * @param was the window that held before; absent when it still holds
 * @param wasPromised whether {@code was} is the shop's promise and not an earlier estimate
 * @param retry when the courier comes again, said after an attempt failed
 */
public record ShipmentPresentation(
        CustomerStatus status,
        @Nullable SubStatus subStatus,
        Details details,
        @Nullable Instant occurredAt,
        boolean finished,
        boolean toPoint,
        @Nullable DeliveryWindow expected,
        @Nullable DeliveryWindow was,
        boolean wasPromised,
        @Nullable DeliveryWindow retry,
        @Nullable Instant lastScanAt,
        int reached,
        LocalDate today) {

    public static ShipmentPresentation ofOrder(OrderView order, LocalizedContext context) {
        var status = order.summary().status();
        return new ShipmentPresentation(
                status,
                null,
                Details.NONE,
                null,
                status == CustomerStatus.CANCELLED,
                toPoint(order),
                DeliveryWindow.of(order.promise()),
                null,
                false,
                null,
                null,
                status == CustomerStatus.PLACED ? 0 : 1,
                context.today());
    }

    public static ShipmentPresentation of(ShipmentView shipment, OrderView order, LocalizedContext context) {
        var eta = DeliveryWindow.of(shipment.eta());
        var promise = DeliveryWindow.of(order.promise());
        var expected = expected(eta, promise, context.today());
        var before = DeliveryWindow.of(shipment.etaBefore());
        var broken = expected != null && promise != null && !promise.contains(expected) ? promise : null;
        var was = before != null && !before.equals(expected) ? before : broken;
        return new ShipmentPresentation(
                shipment.customerStatus(),
                shipment.subStatus(),
                shipment.details() == null ? Details.NONE : shipment.details(),
                shipment.occurredAt(),
                shipment.finished(),
                toPoint(order),
                expected,
                was,
                was != null && was.equals(broken),
                retry(shipment, context),
                shipment.lastScanAt(),
                reached(shipment),
                context.today());
    }

    /** The expected day is over, and the parcel is not there. */
    public boolean overdue() {
        return !finished && expected != null && expected.until().isBefore(today) && status.canBeLate();
    }

    public Severity severity() {
        if (details.actionRequired() && !finished) {
            return Severity.ASK;
        }
        return overdue() ? Severity.BAD : Severity.of(status);
    }

    /** Whether a date is what the reader waits for now. */
    public boolean awaitsDate() {
        return switch (status) {
            case PLACED, ANNOUNCED, ACCEPTED, IN_TRANSIT, CUSTOMS, OUT_FOR_DELIVERY, EXCEPTION, NO_NEWS, UNKNOWN ->
                !finished && expected != null;
            case ATTEMPT_FAILED -> retry != null;
            case CUSTOMS_ACTION, READY_FOR_PICKUP, DELIVERED, RETURNING, RETURNED, LOST, CANCELLED -> false;
        };
    }

    /** An estimate that has passed says nothing any more while the shop's own promise is still ahead. */
    private static @Nullable DeliveryWindow expected(
            @Nullable DeliveryWindow eta, @Nullable DeliveryWindow promise, LocalDate today) {
        if (eta == null) {
            return promise;
        }
        var promiseHolds = promise != null && !promise.until().isBefore(today);
        return eta.until().isBefore(today) && promiseHolds ? promise : eta;
    }

    private static boolean toPoint(OrderView order) {
        return order.destinationKind() == ShopOrder.Destination.Kind.PICKUP_POINT;
    }

    /** An estimate older than the failed attempt names the day of that attempt, not of the next one. */
    private static @Nullable DeliveryWindow retry(ShipmentView shipment, LocalizedContext context) {
        var eta = shipment.eta();
        var attempt = shipment.occurredAt();
        if (eta == null || attempt == null || !eta.statedAt().isAfter(attempt)) {
            return null;
        }
        return eta.until().isBefore(context.today()) ? null : DeliveryWindow.of(eta);
    }

    /** The furthest of the five steps, 0 to 4. Trouble does not undo a step that was made. */
    private static int reached(ShipmentView shipment) {
        return shipment.customerStatus().progressStep().orElseGet(() -> furthest(shipment));
    }

    /** Short of the last one, which only the current status can be. */
    private static int furthest(ShipmentView shipment) {
        return shipment.timeline().stream()
                .filter(entry -> entry.kind() == TimelineEntry.Kind.STATUS)
                .map(TimelineEntry::milestone)
                .mapToInt(milestone ->
                        milestone == null ? 1 : Math.min(milestone.progressStep(), Milestone.LAST_STEP - 1))
                .max()
                .orElse(2);
    }
}
