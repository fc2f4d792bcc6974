package dev.waymark.contract;

import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Events and orders to test with. Nothing here is random: the same call gives the same value. */
public final class Samples {

    public static final CourierCode CDEK = new CourierCode("cdek");
    public static final Instant NOON = Instant.parse("2027-05-12T09:00:00Z");

    private Samples() {}

    public static ShipmentKey shipment(String trackingNumber) {
        return new ShipmentKey(CDEK, new TrackingNumber(trackingNumber));
    }

    public static ShipmentKey shipment(String courier, String trackingNumber) {
        return new ShipmentKey(new CourierCode(courier), new TrackingNumber(trackingNumber));
    }

    /** One scan {@code hours} after {@link #NOON}, in Kazan. */
    public static Checkpoint scan(String trackingNumber, SubStatus status, int hours) {
        return checkpoint(trackingNumber, new Fact.Status(status), Direction.FORWARD, hours);
    }

    /** One scan on the way back. */
    public static Checkpoint returnScan(String trackingNumber, SubStatus status, int hours) {
        return checkpoint(trackingNumber, new Fact.Status(status), Direction.RETURN, hours);
    }

    public static Checkpoint notice(String trackingNumber, Notice notice, int hours) {
        return checkpoint(trackingNumber, new Fact.Information(notice), Direction.FORWARD, hours);
    }

    /** That {@code mistaken} never happened. */
    public static Checkpoint retraction(String trackingNumber, Checkpoint mistaken, int hours) {
        return checkpoint(trackingNumber, new Fact.Retraction(mistaken.id()), Direction.FORWARD, hours);
    }

    /** What the courier tells with {@code checkpoints}, received a minute after the last of them. */
    public static TrackingEvent event(String trackingNumber, Checkpoint... checkpoints) {
        var last = List.of(checkpoints).stream()
                .map(checkpoint -> checkpoint.time().occurredAt())
                .max(Instant::compareTo)
                .orElse(NOON);
        return received(trackingNumber, last.plus(Duration.ofMinutes(1)), checkpoints);
    }

    /** The same, received at {@code receivedAt}. */
    public static TrackingEvent received(String trackingNumber, Instant receivedAt, Checkpoint... checkpoints) {
        var ids = List.of(checkpoints).stream()
                .map(checkpoint -> checkpoint.id().value())
                .toList();
        return new TrackingEvent(
                EventId.of("sample", trackingNumber, ids.toString(), receivedAt.toString()),
                CDEK,
                new TrackingNumber(trackingNumber),
                List.of(checkpoints),
                null,
                null,
                null,
                receivedAt,
                "cdek/1",
                Digests.of("raw", ids.toString()));
    }

    /** That the parcel is expected on {@code day}, said {@code hours} after {@link #NOON}. */
    public static TrackingEvent expected(String trackingNumber, LocalDate day, int hours) {
        var statedAt = NOON.plus(Duration.ofHours(hours));
        return new TrackingEvent(
                EventId.of("sample-eta", trackingNumber, day.toString(), statedAt.toString()),
                CDEK,
                new TrackingNumber(trackingNumber),
                List.of(),
                new Eta(day, day, null, null, Eta.Source.COURIER, statedAt),
                null,
                null,
                statedAt,
                "cdek/1",
                Digests.of("raw-eta", day.toString()));
    }

    public static TrackingEvent accepted(String trackingNumber) {
        return event(trackingNumber, scan(trackingNumber, SubStatus.ACCEPTED, 0));
    }

    public static TrackingEvent outForDelivery(String trackingNumber) {
        return event(trackingNumber, scan(trackingNumber, SubStatus.OUT_FOR_DELIVERY, 46));
    }

    public static TrackingEvent delivered(String trackingNumber) {
        return event(trackingNumber, scan(trackingNumber, SubStatus.DELIVERED_TO_RECIPIENT, 50));
    }

    /** Anna's order 10042 without parcels, in Russian. */
    public static ShopOrder order() {
        return order("10042", List.of());
    }

    public static ShopOrder order(String orderNumber, List<ShipmentKey> shipments) {
        return new ShopOrder(
                new OrderNumber(orderNumber),
                NOON,
                new ShopOrder.Customer(
                        "c-77",
                        "Анна Петрова",
                        "anna@example.com",
                        "+79161234542",
                        null,
                        "ru",
                        "Asia/Yekaterinburg",
                        List.of(Channel.EMAIL, Channel.SMS)),
                List.of(new ShopOrder.Item("KTL-1", "Чайник", 1), new ShopOrder.Item(null, "Чашка", 2)),
                new ShopOrder.Promise(LocalDate.parse("2027-05-12"), LocalDate.parse("2027-05-14")),
                new ShopOrder.Destination(
                        ShopOrder.Destination.Kind.PICKUP_POINT, "RU", "Пермь", "614000", "ул. Ленина, 5"),
                shipments.stream().map(ShipmentAssignment::of).toList());
    }

    private static Checkpoint checkpoint(String trackingNumber, Fact fact, Direction direction, int hours) {
        var at = NOON.plus(Duration.ofHours(hours));
        var code = switch (fact) {
            case Fact.Status(var status) -> status;
            case Fact.Information(var notice) -> notice.name();
            case Fact.Retraction(var retracted) -> "RETRACT-" + retracted;
        };
        return new Checkpoint(
                CheckpointId.of(shipment(trackingNumber), List.of(code, direction.name(), at.toString())),
                fact,
                direction,
                new CheckpointTime(at, at.toString(), ZoneQuality.EXPLICIT),
                new Place("Казань", null, "RU", null),
                null,
                new RawStatusText(code, null, "Courier says " + code));
    }
}
