package dev.waymark.gateway.pages.order;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.contract.view.Severity;
import dev.waymark.wording.DeliveryWindow;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The state of one shipment on a certain day, from which a page's words, days and progress are derived.
 *
 * @param shipment absent where the order has none yet: then it is the state of the order
 */
record ShipmentPresentation(OrderView order, @Nullable ShipmentView shipment, LocalDate today) {

    CustomerStatus status() {
        return shipment == null ? order.summary().status() : shipment.customerStatus();
    }

    @Nullable
    SubStatus subStatus() {
        return shipment == null ? null : shipment.subStatus();
    }

    Details details() {
        var details = shipment == null ? null : shipment.details();
        return details == null ? Details.NONE : details;
    }

    @Nullable
    Instant occurredAt() {
        return shipment == null ? null : shipment.occurredAt();
    }

    boolean finished() {
        return shipment == null ? status() == CustomerStatus.CANCELLED : shipment.finished();
    }

    boolean toPoint() {
        return order.destinationKind() == ShopOrder.Destination.Kind.PICKUP_POINT;
    }

    Severity severity() {
        if (details().actionRequired() && !finished()) {
            return Severity.ASK;
        }
        return overdue() ? Severity.BAD : status().severity();
    }

    /** The courier's estimate; what the shop promised where there is none, or it has passed and the promise has not. */
    @Nullable
    DeliveryWindow expected() {
        var eta = shipment == null ? null : DeliveryWindow.of(shipment.eta());
        var promise = DeliveryWindow.of(order.promise());
        if (eta == null) {
            return promise;
        }
        var promiseHolds = promise != null && !promise.isOver(today);
        return eta.isOver(today) && promiseHolds ? promise : eta;
    }

    /** The expected day is over, and the parcel is not there. */
    boolean overdue() {
        var expected = expected();
        return !finished() && expected != null && expected.isOver(today) && status().canBeLate();
    }

    /** The window that a sentence may name: not one that has passed. */
    @Nullable
    DeliveryWindow upcoming() {
        var expected = expected();
        if (expected == null || expected.isOver(today)) {
            return null;
        }
        return status() == CustomerStatus.ATTEMPT_FAILED && !isStatedAfterTheAttempt() ? null : expected;
    }

    /** An estimate older than the failed attempt names the day of that attempt, not of the next one. */
    private boolean isStatedAfterTheAttempt() {
        var eta = shipment == null ? null : shipment.eta();
        var attempt = occurredAt();
        return eta != null
                && attempt != null
                && eta.statedAt().isAfter(attempt)
                && !eta.until().isBefore(today);
    }

    /** Whether a date is what the reader waits for now. */
    boolean awaitsDate() {
        return status() == CustomerStatus.ATTEMPT_FAILED
                ? upcoming() != null
                : status().awaitsDelivery() && !finished() && expected() != null;
    }

    /** The window that held before the expected one; absent when it still holds. */
    @Nullable
    DeliveryWindow was() {
        var before = shipment == null ? null : DeliveryWindow.of(shipment.etaBefore());
        return before != null && !before.equals(expected()) ? before : brokenPromise();
    }

    /** Whether {@link #was} is the shop's promise and not an earlier estimate. */
    boolean wasPromised() {
        var was = was();
        return was != null && was.equals(brokenPromise());
    }

    private @Nullable DeliveryWindow brokenPromise() {
        var expected = expected();
        var promise = DeliveryWindow.of(order.promise());
        return expected != null && promise != null && !promise.contains(expected) ? promise : null;
    }

    /** The furthest of the five steps, 0 to 4. Trouble does not undo a step that was made. */
    int reached() {
        return status().progressStep().orElseGet(() -> shipment == null ? 1 : furthest(shipment));
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
