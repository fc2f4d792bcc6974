package dev.waymark.orders.presentation;

import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.DeliveryWindow;
import dev.waymark.contract.view.Presentation;
import dev.waymark.contract.view.Presentation.Arrival;
import dev.waymark.contract.view.Presentation.Basis;
import dev.waymark.contract.view.Presentation.Certainty;
import dev.waymark.contract.view.Presentation.CustomerAction;
import dev.waymark.contract.view.Presentation.MissingWindow;
import dev.waymark.contract.view.Presentation.NextStep;
import dev.waymark.orders.domain.KnownCheckpoint;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.ShipmentStatus;
import dev.waymark.orders.domain.StatusTimeline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives the presentation of one shipment, or of an order that has none yet. Where it is now is the courier's word alone;
 * where it goes is the order's, and stands in for the former only at a pickup point that the courier does not name.
 *
 * @param order what the shop stated; absent for a shipment by itself
 * @param shipment absent where the order has none yet
 * @param pickupPoint the order's, where it goes to one and the reader may know which
 */
public record Presenter(
        @Nullable OrderPlaced order,
        @Nullable Shipment shipment,
        StatusTimeline timeline,
        @Nullable ShipmentStatus current,
        @Nullable Place pickupPoint,
        Instant now) {

    /** A shipment without a scan for so long has the status {@link CustomerStatus#NO_NEWS}. */
    private static final Duration NO_NEWS_AFTER = Duration.ofDays(30);

    private static final Place NOWHERE = new Place(null, null, null, null);

    /** Of {@code shipment} as one of {@code order}. */
    public static Presentation present(
            @Nullable OrderPlaced order, Shipment shipment, @Nullable Place pickupPoint, Instant now) {
        return present(order, shipment, shipment.timeline(), pickupPoint, now);
    }

    /** Of {@code shipment} with this {@code timeline}, which may be that of a way back. */
    public static Presentation present(
            @Nullable OrderPlaced order,
            Shipment shipment,
            StatusTimeline timeline,
            @Nullable Place pickupPoint,
            Instant now) {
        var status = timeline.status().orElse(null);
        return new Presenter(order, shipment, timeline, status, pickupPoint, now).presentation();
    }

    /** Of {@code order} before it has any shipment. */
    public static Presentation present(OrderPlaced order, Instant now) {
        return new Presenter(order, null, StatusTimeline.of(List.of()), null, null, now).presentation();
    }

    /** Of an order that the shop cancelled before anything of it was on its way. */
    public static Presentation cancelled() {
        return new Presentation(
                CustomerStatus.CANCELLED,
                Certainty.STATED,
                0,
                null,
                false,
                null,
                NextStep.NOTHING,
                CustomerAction.CONTACT_SHOP,
                null,
                null);
    }

    private Presentation presentation() {
        var status = status();
        var arrival = status.awaitsDelivery() && !isFinished() && !isRefusedByCustoms() ? arrival(status) : null;
        var action = action(status);
        var place = place(status);
        return new Presentation(
                status,
                certainty(status, arrival),
                progressStep(status),
                place,
                place != null && current != null && current.subStatus().isAtPickupPoint(),
                arrival,
                next(status, arrival),
                action,
                action == CustomerAction.NONE ? null : details().storageDeadline(),
                timeline.contradictedDelivery()
                        .map(KnownCheckpoint::effectiveAt)
                        .orElse(null));
    }

    private CustomerStatus status() {
        if (shipment == null) {
            return CustomerStatus.PLACED;
        }
        if (current == null) {
            // What nobody understands, or was withdrawn, is unknown; without any report the courier still waits for it.
            var unknown = timeline.steps().stream().anyMatch(step -> step.subStatus() != null);
            return unknown ? CustomerStatus.UNKNOWN : CustomerStatus.ANNOUNCED;
        }
        if (isSilent()) {
            return CustomerStatus.NO_NEWS;
        }
        var status = CustomerStatus.of(current.subStatus(), details());
        return status == CustomerStatus.READY_FOR_PICKUP && isStorageOver() ? CustomerStatus.NOT_COLLECTED : status;
    }

    /** Couriers rarely say so: the last day passes by itself. */
    private boolean isStorageOver() {
        var deadline = details().storageDeadline();
        return deadline != null && deadline.isBefore(day());
    }

    private boolean isSilent() {
        return !isFinished()
                && shipment != null
                && shipment.lastScanAt()
                        .filter(scan -> scan.plus(NO_NEWS_AFTER).isBefore(now))
                        .isPresent();
    }

    private Certainty certainty(CustomerStatus status, @Nullable Arrival arrival) {
        if (timeline.contradictedDelivery().isPresent()) {
            return Certainty.CONTRADICTED;
        }
        return switch (status) {
            case UNKNOWN -> Certainty.UNKNOWN;
            case NO_NEWS -> Certainty.OUTDATED;
            case OUT_FOR_DELIVERY ->
                arrival == null || arrival.window() == null ? Certainty.OUTDATED : Certainty.STATED;
            default -> Certainty.STATED;
        };
    }

    /** Trouble does not undo a step that was made; the last one is only reached by what is received. */
    private int progressStep(CustomerStatus status) {
        return status.progressStep()
                .orElseGet(() -> timeline.steps().stream()
                        .filter(step -> !step.retracted())
                        .flatMap(step -> Stream.ofNullable(step.subStatus()))
                        .mapToInt(reached -> Math.min(reached.milestone().progressStep(), Milestone.LAST_STEP - 1))
                        .max()
                        .orElse(1));
    }

    private @Nullable Place place(CustomerStatus status) {
        var stated =
                current == null ? null : current.knownCheckpoint().checkpoint().place();
        if (stated != null && !stated.equals(NOWHERE)) {
            return stated;
        }
        return status == CustomerStatus.READY_FOR_PICKUP && toPickupPoint() ? pickupPoint : null;
    }

    private Arrival arrival(CustomerStatus status) {
        if (status == CustomerStatus.OUT_FOR_DELIVERY) {
            return isOutToday() ? today() : statedSince(MissingWindow.PASSED);
        }
        if (status == CustomerStatus.ATTEMPT_FAILED) {
            return isRefused() ? none(MissingWindow.ATTEMPT_FAILED) : statedSince(MissingWindow.ATTEMPT_FAILED);
        }
        var eta = eta();
        var stated = eta.map(DeliveryWindow::of).orElse(null);
        var promise = promise();
        var promiseHolds = promise != null && !promise.isOver(day());
        var byCourier = stated != null && !(stated.isOver(day()) && promiseHolds);
        var window = byCourier ? stated : promise;
        if (window == null) {
            return none(
                    status == CustomerStatus.PLACED || status == CustomerStatus.ANNOUNCED
                            ? MissingWindow.NOT_HANDED_OVER
                            : MissingWindow.NOT_STATED);
        }
        return window.isOver(day()) && !status.canBeLate()
                ? none(MissingWindow.PASSED)
                : arrival(window, byCourier ? Basis.COURIER : Basis.SHOP);
    }

    /** A courier that has it on the vehicle brings it today, whatever was expected; it may name the hours, or mean another day. */
    private Arrival today() {
        var stated = eta().map(DeliveryWindow::of).orElse(null);
        if (stated != null && stated.isOneDay() && stated.contains(day())) {
            return arrival(stated, Basis.COURIER);
        }
        return eta().filter(this::isStatedSinceStatus)
                .map(DeliveryWindow::of)
                .filter(window -> !window.isOver(day()) && !window.contains(day()))
                .map(window -> arrival(window, Basis.COURIER))
                .orElseGet(() -> arrival(DeliveryWindow.on(day()), Basis.OUT_FOR_DELIVERY));
    }

    /** An estimate older than a round of delivery, or than its failure, names the day of that round; a promise does too. */
    private Arrival statedSince(MissingWindow otherwise) {
        return eta().filter(this::isStatedSinceStatus)
                .map(DeliveryWindow::of)
                .filter(window -> !window.isOver(day()))
                .map(window -> arrival(window, Basis.COURIER))
                .orElseGet(() -> none(otherwise));
    }

    private Arrival arrival(DeliveryWindow window, Basis basis) {
        var earlier = shipment == null
                ? Optional.<DeliveryWindow>empty()
                : shipment.etas()
                        .previous()
                        .map(DeliveryWindow::of)
                        .filter(before -> basis == Basis.COURIER && !before.equals(window));
        var promise = promise();
        var broken = promise == null || promise.contains(window) ? null : promise;
        return new Arrival(
                window,
                basis,
                window.isOver(day()),
                earlier.orElse(broken),
                earlier.isPresent() ? Basis.COURIER : broken == null ? null : Basis.SHOP,
                null);
    }

    private static Arrival none(MissingWindow reason) {
        return new Arrival(null, null, false, null, null, reason);
    }

    private NextStep next(CustomerStatus status, @Nullable Arrival arrival) {
        return switch (status) {
            case PLACED -> NextStep.SHIPPING;
            case ANNOUNCED -> NextStep.HANDOVER_TO_COURIER;
            case ACCEPTED, IN_TRANSIT -> NextStep.TRANSPORT;
            case CUSTOMS, CUSTOMS_ACTION -> isRefusedByCustoms() ? NextStep.RETURN_TO_SHOP : NextStep.CUSTOMS_CLEARANCE;
            case OUT_FOR_DELIVERY ->
                arrival == null || arrival.upcoming() == null
                        ? NextStep.INVESTIGATION
                        : toPickupPoint() ? NextStep.ARRIVAL_AT_PICKUP_POINT : NextStep.DELIVERY;
            case READY_FOR_PICKUP -> NextStep.COLLECTION;
            case ATTEMPT_FAILED -> isRefused() ? NextStep.RETURN_TO_SHOP : NextStep.NEW_ATTEMPT;
            case NOT_COLLECTED, RETURNING -> NextStep.RETURN_TO_SHOP;
            case EXCEPTION, NO_NEWS, UNKNOWN -> NextStep.INVESTIGATION;
            case LOST, DISPOSED, RETURNED -> NextStep.SETTLEMENT;
            case DELIVERED -> isPartial() ? NextStep.RETURN_TO_SHOP : NextStep.NOTHING;
            case CANCELLED -> isFinished() ? NextStep.NOTHING : NextStep.RETURN_TO_SHOP;
        };
    }

    private CustomerAction action(CustomerStatus status) {
        return switch (status) {
            case READY_FOR_PICKUP -> CustomerAction.COLLECT;
            case NOT_COLLECTED -> CustomerAction.CONTACT_COURIER;
            case CUSTOMS_ACTION -> CustomerAction.INFORM_CUSTOMS;
            case ATTEMPT_FAILED -> afterAttempt();
            case DELIVERED, RETURNED, LOST, DISPOSED, CANCELLED -> CustomerAction.CONTACT_SHOP;
            case PLACED, UNKNOWN, ANNOUNCED, NO_NEWS, EXCEPTION, ACCEPTED, IN_TRANSIT, CUSTOMS -> otherwise();
            case OUT_FOR_DELIVERY, RETURNING -> otherwise();
        };
    }

    private CustomerAction afterAttempt() {
        return switch (subStatus()) {
            case ATTEMPT_ADDRESS -> CustomerAction.CORRECT_ADDRESS;
            case ATTEMPT_PAYMENT_OR_ID -> CustomerAction.PAY_OR_IDENTIFY;
            case ATTEMPT_REFUSED -> CustomerAction.CONTACT_COURIER;
            case null, default -> CustomerAction.ARRANGE_DELIVERY;
        };
    }

    private CustomerAction otherwise() {
        if (subStatus() == SubStatus.ADDRESS_PROBLEM) {
            return CustomerAction.CORRECT_ADDRESS;
        }
        if (isRefusedByCustoms()) {
            return CustomerAction.CONTACT_SHOP;
        }
        return details().actionRequired() && !isFinished() ? CustomerAction.CONTACT_COURIER : CustomerAction.NONE;
    }

    /** Of the round that is on its way now: one of yesterday has ended, whatever came of it. */
    private boolean isOutToday() {
        return current != null
                && current.direction() == Direction.FORWARD
                && day(current.occurredAt()).equals(day());
    }

    private boolean isStatedSinceStatus(Eta eta) {
        return current != null && eta.statedAt().isAfter(current.occurredAt());
    }

    private boolean isRefused() {
        return subStatus() == SubStatus.ATTEMPT_REFUSED;
    }

    private boolean isRefusedByCustoms() {
        return subStatus() == SubStatus.CUSTOMS_REFUSED;
    }

    private boolean isPartial() {
        return subStatus() == SubStatus.PARTIALLY_DELIVERED;
    }

    private boolean isFinished() {
        return current != null && current.finished();
    }

    private boolean toPickupPoint() {
        return order != null && order.destinationKind() == ShopOrder.Destination.Kind.PICKUP_POINT;
    }

    private @Nullable SubStatus subStatus() {
        return current == null ? null : current.subStatus();
    }

    private Details details() {
        return current == null
                ? Details.NONE
                : current.knownCheckpoint().checkpoint().detailsOrNone();
    }

    private Optional<Eta> eta() {
        return shipment == null ? Optional.empty() : shipment.etas().current();
    }

    private @Nullable DeliveryWindow promise() {
        return order == null ? null : DeliveryWindow.of(order.promise());
    }

    private LocalDate day() {
        return day(now);
    }

    /** The day of {@code instant} at the place of delivery. */
    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, order == null ? ZoneOffset.UTC : ZoneId.of(order.timeZone()));
    }
}
