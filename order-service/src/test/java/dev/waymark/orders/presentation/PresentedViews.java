package dev.waymark.orders.presentation;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.contract.view.Presentation;
import dev.waymark.orders.domain.Shipment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Presents views that a test of another service puts together by hand, as the order service would: so that no test words
 * what no running system says.
 */
public final class PresentedViews {

    private static final RawStatusText NO_WORDS = new RawStatusText(null, null, null);

    private PresentedViews() {}

    /** {@code order} with the presentations and the summary that follow from all else in it, at {@link OrderView#asOf}. */
    public static OrderView present(OrderView order) {
        var placed = placed(order);
        var point = order.customer() == null || order.customer().place() == null
                ? null
                : new Place(
                        order.customer().city(), null, null, order.customer().address());
        var shipments = order.shipments().stream()
                .map(shipment -> presented(
                        shipment, Presenter.present(placed, shipment(shipment, order.asOf()), point, order.asOf())))
                .toList();
        var today = LocalDate.ofInstant(order.asOf(), ZoneId.of(order.timeZone()));
        return new OrderView(
                order.orderId(),
                order.orderNumber(),
                order.placedAt(),
                order.version(),
                order.asOf(),
                order.language(),
                order.timeZone(),
                order.promise(),
                order.destinationKind(),
                order.itemCount(),
                order.items(),
                order.customer(),
                OrderSummary.of(shipments, Presenter.present(placed, order.asOf()), today),
                shipments,
                order.linkUntil(),
                order.formerShipments(),
                order.link(),
                order.returns(),
                order.cancellation(),
                order.states());
    }

    private static ShipmentView presented(ShipmentView view, Presentation presentation) {
        return new ShipmentView(
                view.courier(),
                view.trackingNumber(),
                view.orderNumber(),
                presentation.status(),
                view.milestone(),
                view.subStatus(),
                view.direction(),
                view.occurrence(),
                view.occurredAt(),
                view.place(),
                view.details(),
                view.finished(),
                view.eta(),
                view.etaBefore(),
                view.late(),
                view.lastScanAt(),
                view.lastReceivedAt(),
                view.timeline(),
                view.proofOfDelivery(),
                presentation,
                view.items());
    }

    // The checker does not see @Nullable on a nested type's name in a class file:
    // https://github.com/uber/NullAway/issues/1265
    @SuppressWarnings("NullAway")
    private static OrderPlaced placed(OrderView order) {
        return new OrderPlaced(
                EventId.of("placed", order.orderId().value()),
                order.orderId(),
                new OrderNumber("1"),
                order.placedAt(),
                order.placedAt(),
                "person",
                "sealed",
                order.language(),
                order.timeZone(),
                List.of(),
                order.items() == null ? List.<ShopOrder.Item>of() : order.items(),
                order.promise(),
                order.destinationKind(),
                List.of());
    }

    /** A shipment whose checkpoints are those of the view's timeline, or the one of its status where it has none. */
    private static Shipment shipment(ShipmentView view, Instant asOf) {
        var key = new ShipmentKey(view.courier(), new TrackingNumber("1"));
        var checkpoints = new ArrayList<Checkpoint>();
        var timeline = view.timeline();
        for (var i = 0; i < timeline.size(); i++) {
            checkpoints.add(checkpoint(key, timeline.get(i), i == 0 ? view : null));
        }
        if (checkpoints.isEmpty() && view.subStatus() != null && view.occurredAt() != null) {
            checkpoints.add(checkpoint(
                    key, "current", new Fact.Status(view.subStatus()), view.direction(), view.occurredAt(), view));
        }
        var receivedAt = view.lastReceivedAt() == null ? asOf : view.lastReceivedAt();
        return Stream.of(
                        event(key, checkpoints, view.etaBefore(), receivedAt),
                        event(key, List.of(), view.eta(), receivedAt))
                .filter(Objects::nonNull)
                .reduce(
                        Shipment.empty(key),
                        (shipment, event) -> shipment.apply(event).shipment(),
                        (first, _) -> first);
    }

    private static @Nullable TrackingEvent event(
            ShipmentKey key, List<Checkpoint> checkpoints, @Nullable Eta eta, Instant receivedAt) {
        return checkpoints.isEmpty() && eta == null
                ? null
                : new TrackingEvent(
                        EventId.of("event", key.toString(), String.valueOf(eta)),
                        key.courier(),
                        key.trackingNumber(),
                        checkpoints,
                        eta,
                        null,
                        null,
                        receivedAt,
                        "view/1",
                        "raw");
    }

    private static Checkpoint checkpoint(ShipmentKey key, TimelineEntry entry, @Nullable ShipmentView current) {
        var fact = entry.subStatus() == null
                ? new Fact.Information(Objects.requireNonNull(entry.notice()))
                : new Fact.Status(entry.subStatus());
        return checkpoint(key, entry.id(), fact, entry.direction(), entry.occurredAt(), current);
    }

    private static Checkpoint checkpoint(
            ShipmentKey key,
            String id,
            Fact fact,
            @Nullable Direction direction,
            Instant occurredAt,
            @Nullable ShipmentView current) {
        return new Checkpoint(
                CheckpointId.of(key, List.of(id)),
                fact,
                direction == null ? Direction.FORWARD : direction,
                new CheckpointTime(occurredAt, null, ZoneQuality.EXPLICIT),
                current == null ? null : current.place(),
                current == null ? null : current.details(),
                NO_WORDS);
    }
}
