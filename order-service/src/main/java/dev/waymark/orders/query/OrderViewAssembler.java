package dev.waymark.orders.query;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerLink;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.Cancellation;
import dev.waymark.contract.view.OrderView.CustomerView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.StatedState;
import dev.waymark.contract.view.OrderView.Summary;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.contract.view.Presentation;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.ShipmentStatus;
import dev.waymark.orders.domain.StatusTimeline;
import dev.waymark.orders.domain.TimelineStep;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.Person;
import dev.waymark.orders.presentation.OrderSummary;
import dev.waymark.orders.presentation.Presenter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Assembles what one audience may see of a stored order at one moment. */
record OrderViewAssembler(ViewAudience audience, LinkTokens links, Instant now) {

    // The checker does not see @Nullable on a nested type's name in a class file:
    // https://github.com/uber/NullAway/issues/1265
    @SuppressWarnings("NullAway")
    OrderView order(TrackedOrder tracked, Map<ShipmentKey, TrackedShipment> known, @Nullable Person person) {
        var order = tracked.order();
        var placed = order.placed();
        var number = placed.orderNumber().value();
        var stored = tracked(order, order.shipments(), known);
        var back = stored.stream().filter(shipment -> isReturn(order, shipment)).toList();
        var former = tracked(order, order.formerShipments(), known);
        var hidden = hidden(number, stored);
        var pickupPoint = pickupPoint(person, placed.destinationKind());
        var shipments = stored.stream()
                .filter(shipment -> !back.contains(shipment))
                .map(shipment -> shipment(shipment, order, null, pickupPoint, hidden))
                .toList();
        return new OrderView(
                isGuest() ? new OrderId("o-" + links.pseudonym(order.id().value())) : order.id(),
                isGuest() ? Masks.lastTwo(number) : number,
                placed.placedAt(),
                // Of the former ones too: it must not fall when one is detached.
                tracked.version()
                        + Stream.concat(stored.stream(), former.stream())
                                .mapToLong(TrackedShipment::version)
                                .sum(),
                now,
                placed.language(),
                placed.timeZone(),
                placed.promise(),
                placed.destinationKind(),
                placed.items().stream().mapToInt(ShopOrder.Item::quantity).sum() - cancelled(order),
                isGuest() ? null : placed.items(),
                person == null ? null : customer(person, placed.destinationKind()),
                summary(order, shipments),
                shipments,
                null,
                audience == ViewAudience.SUPPORT && !former.isEmpty()
                        ? former.stream()
                                .map(shipment -> shipment(shipment, order, null, pickupPoint, hidden))
                                .toList()
                        : null,
                link(tracked),
                back.isEmpty()
                        ? null
                        : back.stream()
                                .map(shipment -> shipment(shipment, order, null, pickupPoint, hidden))
                                .toList(),
                order.cancelledAt()
                        .map(at -> new Cancellation(order.isCancelled(), order.cancelled(), at))
                        .orElse(null),
                order.states().isEmpty()
                        ? null
                        : order.states().stream()
                                .map(state -> new StatedState(state.state(), state.occurredAt()))
                                .toList());
    }

    private static int cancelled(Order order) {
        return order.cancelled().stream()
                .mapToInt(line -> line.quantity() == null ? 0 : line.quantity())
                .sum();
    }

    /** Of a cancelled order that it is, as long as none of its shipments moves all the same. */
    private Summary summary(Order order, List<ShipmentView> shipments) {
        var placed = order.placed();
        var summary = OrderSummary.of(
                shipments, Presenter.present(placed, now), LocalDate.ofInstant(now, ZoneId.of(placed.timeZone())));
        return order.isCancelled() && summary.status().compareTo(CustomerStatus.ANNOUNCED) <= 0
                ? new Summary(CustomerStatus.CANCELLED, null, 0, 0, summary.of(), false, Presenter.cancelled())
                : summary;
    }

    /** By the shop's word; else by the courier's, whose first is then that a label for the way back was made. */
    private static boolean isReturn(Order order, TrackedShipment tracked) {
        var stated = order.assignment(tracked.key()).filter(ShipmentAssignment::isReturn);
        return stated.isPresent()
                || tracked.shipment().checkpoints().stream()
                        .filter(known -> known.status() != null)
                        .findFirst()
                        .filter(known -> known.direction() == Direction.RETURN
                                && known.status() != null
                                && known.status().milestone() == Milestone.PRE_TRANSIT)
                        .isPresent();
    }

    private @Nullable CustomerLink link(TrackedOrder tracked) {
        var generation = tracked.order().linkGeneration();
        return audience == ViewAudience.SHOP
                        && links.hasShopLink(
                                tracked.key(), generation, tracked.index().linkHashes())
                ? links.shopLink(tracked.key(), generation)
                : null;
    }

    private static List<TrackedShipment> tracked(
            Order order, List<ShipmentKey> keys, Map<ShipmentKey, TrackedShipment> known) {
        return keys.stream()
                .map(key -> known.getOrDefault(key, TrackedShipment.empty(key))
                        .journey(order.placed().placedAt()))
                .toList();
    }

    /** A shipment by itself; not for a guest, who has a link to a whole order. */
    ShipmentView shipment(TrackedShipment tracked, @Nullable Order order, @Nullable String orderNumber) {
        return shipment(tracked, order, orderNumber, null, HiddenNumbers.NONE);
    }

    private ShipmentView shipment(
            TrackedShipment tracked,
            @Nullable Order order,
            @Nullable String orderNumber,
            @Nullable Place pickupPoint,
            HiddenNumbers hidden) {
        var shipment = tracked.shipment();
        var number = tracked.key().trackingNumber().value();
        var assignment = order == null ? null : order.assignment(tracked.key()).orElse(null);
        var timeline =
                shipment.timeline(order != null && isReturn(order, tracked) ? Direction.RETURN : Direction.FORWARD);
        var status = timeline.status().orElse(null);
        var checkpoint = status == null ? null : status.knownCheckpoint().checkpoint();
        var eta = shipment.etas().current().orElse(null);
        var finished = status != null && status.finished();
        var placed = order == null ? null : order.placed();
        var presentation = visible(Presenter.present(placed, shipment, timeline, pickupPoint, now), hidden);
        return new ShipmentView(
                tracked.key().courier(),
                isGuest() ? Masks.trackingNumber(number) : number,
                orderNumber,
                presentation.status(),
                status == null ? null : status.milestone(),
                status == null ? null : status.subStatus(),
                status == null ? null : status.direction(),
                status == null ? null : status.occurrence(),
                status == null ? null : status.occurredAt(),
                status == null ? null : visible(place(status), status.subStatus(), hidden),
                checkpoint == null ? null : visible(checkpoint.details(), hidden),
                finished,
                eta,
                shipment.etas().previous().orElse(null),
                !finished && isLate(eta, order),
                shipment.lastScanAt().orElse(null),
                shipment.lastNewsAt().orElse(null),
                timeline(timeline, hidden),
                proof(shipment),
                presentation,
                isGuest() || assignment == null ? null : assignment.items());
    }

    /** Where the order is collected, as far as the reader may know it. */
    private @Nullable Place pickupPoint(@Nullable Person person, ShopOrder.Destination.@Nullable Kind kind) {
        var customer = person == null ? null : customer(person, kind);
        return customer == null || customer.place() == null
                ? null
                : new Place(customer.city(), null, null, customer.address());
    }

    /** A guest sees none of the order's numbers, nor those under which partner couriers carry its shipments. */
    private HiddenNumbers hidden(String orderNumber, List<TrackedShipment> shipments) {
        if (!isGuest()) {
            return HiddenNumbers.NONE;
        }
        var tracking = shipments.stream().map(TrackedShipment::key).map(ShipmentKey::trackingNumber);
        var legs = shipments.stream()
                .flatMap(shipment -> shipment.shipment().timeline().steps().stream())
                .map(step -> step.knownCheckpoint().checkpoint().detailsOrNone().legTrackingNumber())
                .filter(Objects::nonNull);
        return HiddenNumbers.of(Stream.concat(
                        Stream.of(orderNumber), Stream.concat(tracking, legs).map(TrackingNumber::value))
                .toList());
    }

    /** After the last day that the courier estimates, else the shop promises, in the time zone of the destination. */
    private boolean isLate(@Nullable Eta eta, @Nullable Order order) {
        var promise = order == null ? null : order.placed().promise();
        LocalDate until = eta != null ? eta.until() : promise == null ? null : promise.until();
        var zone = order == null ? ZoneOffset.UTC : ZoneId.of(order.placed().timeZone());
        return until != null && LocalDate.ofInstant(now, zone).isAfter(until);
    }

    private List<TimelineEntry> timeline(StatusTimeline timeline, HiddenNumbers hidden) {
        return audience == ViewAudience.OWNER_LIST
                ? List.of()
                : timeline.steps().reversed().stream()
                        .filter(step -> !step.retracted() || audience == ViewAudience.SUPPORT)
                        .map(step -> entry(step, hidden))
                        .toList();
    }

    private TimelineEntry entry(TimelineStep step, HiddenNumbers hidden) {
        var known = step.knownCheckpoint();
        var checkpoint = known.checkpoint();
        var forSupport = audience == ViewAudience.SUPPORT;
        SubStatus status = step.subStatus();
        return new TimelineEntry(
                isGuest()
                        ? links.pseudonym(checkpoint.id().value())
                        : checkpoint.id().value(),
                step.retracted()
                        ? TimelineEntry.Kind.RETRACTED
                        : status == null ? TimelineEntry.Kind.NOTICE : TimelineEntry.Kind.STATUS,
                status == null ? null : status.milestone(),
                status,
                checkpoint.fact() instanceof Fact.Information(var notice) ? notice : null,
                step.direction(),
                known.effectiveAt(),
                hidden.hide(checkpoint.time().occurredLocal()),
                checkpoint.time().zoneQuality(),
                visible(checkpoint.place(), status, hidden),
                visible(checkpoint.details(), hidden),
                isGuest() || audience == ViewAudience.MATCHED ? null : checkpoint.rawStatus(),
                status == null ? null : CustomerStatus.of(status, checkpoint.detailsOrNone()),
                forSupport ? known.firstReceivedAt() : null,
                forSupport ? known.provenance().mappingVersion() : null,
                forSupport ? known.provenance().rawId() : null);
    }

    private static @Nullable Place place(ShipmentStatus status) {
        return status.knownCheckpoint().checkpoint().place();
    }

    private Presentation visible(Presentation known, HiddenNumbers hidden) {
        return isGuest()
                ? new Presentation(
                        known.status(),
                        known.certainty(),
                        known.progressStep(),
                        visible(known.place(), known.atPickupPoint(), hidden),
                        known.atPickupPoint(),
                        known.arrival(),
                        known.next(),
                        known.action(),
                        known.actionUntil(),
                        known.contradicted())
                : known;
    }

    private @Nullable Place visible(@Nullable Place place, @Nullable SubStatus status, HiddenNumbers hidden) {
        return visible(place, status != null && status.isAtPickupPoint(), hidden);
    }

    /** A guest is not told which pickup point it is: that is where the customer lives, nearly. */
    private @Nullable Place visible(@Nullable Place place, boolean isPickupPoint, HiddenNumbers hidden) {
        var named = place == null || !isGuest() || !isPickupPoint
                ? place
                : new Place(place.city(), place.region(), place.country(), null);
        return hidden.hide(named);
    }

    /** A link may be passed on: a guest sees no tracking number of another courier. */
    private @Nullable Details visible(@Nullable Details details, HiddenNumbers hidden) {
        return details == null || !isGuest()
                ? details
                : new Details(
                        details.returnReason(),
                        details.cause(),
                        details.attemptNumber(),
                        details.storageDeadline(),
                        details.actionRequired(),
                        hidden.hide(details.legCarrier()),
                        null);
    }

    private @Nullable ProofOfDelivery proof(Shipment shipment) {
        var proof = shipment.proof();
        return proof == null || isGuest() || audience == ViewAudience.SHOP
                ? null
                : new ProofOfDelivery(proof.proof().type(), null);
    }

    private @Nullable CustomerView customer(Person person, ShopOrder.Destination.@Nullable Kind kind) {
        return switch (audience) {
            case SHOP, OWNER_LIST, GUEST -> null;
            case OWNER -> new CustomerView(person.name(), person.addresses(), person.city(), person.address());
            case MATCHED ->
                new CustomerView(
                        Masks.name(person.name()),
                        Masks.addresses(person.addresses()),
                        person.city(),
                        kind == ShopOrder.Destination.Kind.PICKUP_POINT ? person.address() : null);
            case SUPPORT ->
                new CustomerView(Masks.name(person.name()), Masks.addresses(person.addresses()), person.city(), null);
        };
    }

    private boolean isGuest() {
        return audience == ViewAudience.GUEST;
    }
}
