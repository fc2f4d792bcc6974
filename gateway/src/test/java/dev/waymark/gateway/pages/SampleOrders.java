package dev.waymark.gateway.pages;

import dev.waymark.contract.Channel;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.contract.view.Presentation;
import dev.waymark.orders.presentation.PresentedViews;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders in every state a page can be asked to show, as of Thursday noon, 13 May 2027. */
final class SampleOrders {

    static final Instant NOW = Instant.parse("2027-05-13T09:05:00Z");
    static final LocalDate TODAY = LocalDate.parse("2027-05-13");
    static final String NAME = "Анна Петрова";
    static final String PHONE = "+79161234542";
    static final String EMAIL = "anna@example.com";
    static final String ADDRESS = "ул. Ленина, 5";
    static final String NUMBER = "1011234567";

    private SampleOrders() {}

    /** By a short name of the state; as their owner sees them. */
    static Map<String, OrderView> all() {
        var all = new LinkedHashMap<String, OrderView>();
        all.put("placed", order(CustomerStatus.PLACED, false));
        all.put("placed-no-date", withoutPromise(order(CustomerStatus.PLACED, false)));
        all.put(
                "announced",
                one(shipment(CustomerStatus.ANNOUNCED, SubStatus.LABEL_CREATED).build()));
        all.put(
                "accepted",
                one(shipment(CustomerStatus.ACCEPTED, SubStatus.ACCEPTED)
                        .place(new Place("Новосибирск", null, "RU", null))
                        .eta(14, 16)
                        .build()));
        all.put("in-transit", inTransit());
        all.put("moved", moved());
        all.put(
                "late",
                promised(
                        11,
                        one(shipment(CustomerStatus.IN_TRANSIT, SubStatus.ARRIVED)
                                .place(new Place("Петропавловск-Камчатский", null, "RU", null))
                                .eta(11, 11)
                                .late()
                                .build())));
        all.put(
                "customs",
                one(shipment(CustomerStatus.CUSTOMS, SubStatus.CUSTOMS_STARTED)
                        .eta(17, 20)
                        .build()));
        all.put(
                "customs-action",
                needing(shipment(CustomerStatus.CUSTOMS_ACTION, SubStatus.CUSTOMS_HELD)
                        .details(new Details(
                                null, DelayReason.DOCUMENTS, null, LocalDate.parse("2027-05-16"), true, null, null))
                        .build()));
        all.put("out-for-delivery", outForDelivery());
        all.put("ready", ready());
        all.put(
                "storage-over",
                needing(shipment(CustomerStatus.READY_FOR_PICKUP, SubStatus.STORAGE_EXPIRED)
                        .details(new Details(null, null, null, LocalDate.parse("2027-05-12"), false, null, null))
                        .build()));
        all.put(
                "attempt-failed",
                needing(shipment(CustomerStatus.ATTEMPT_FAILED, SubStatus.ATTEMPT_ABSENT)
                        .eta(14, 14, 10, 14)
                        .build()));
        all.put(
                "refused",
                needing(shipment(CustomerStatus.ATTEMPT_FAILED, SubStatus.ATTEMPT_REFUSED)
                        .build()));
        all.put(
                "exception",
                one(shipment(CustomerStatus.EXCEPTION, SubStatus.DAMAGED).build()));
        all.put(
                "delayed",
                one(shipment(CustomerStatus.EXCEPTION, SubStatus.DELAYED)
                        .eta(18, 19)
                        .details(new Details(null, DelayReason.WEATHER, null, null, false, null, null))
                        .build()));
        all.put("delivered", delivered());
        all.put(
                "returning",
                one(shipment(CustomerStatus.RETURNING, SubStatus.RETURN_MOVING)
                        .details(new Details(ReturnReason.UNCLAIMED, null, null, null, false, null, null))
                        .build()));
        all.put(
                "returned",
                one(shipment(CustomerStatus.RETURNED, SubStatus.RETURNED_TO_SENDER)
                        .finished()
                        .build()));
        all.put("lost", one(shipment(CustomerStatus.LOST, SubStatus.LOST).build()));
        all.put("cancelled", order(CustomerStatus.CANCELLED, false));
        all.put(
                "no-news",
                one(shipment(CustomerStatus.NO_NEWS, SubStatus.DEPARTED)
                        .scanned(Duration.ofDays(36))
                        .build()));
        all.put(
                "unknown",
                one(shipment(CustomerStatus.UNKNOWN, SubStatus.UNMAPPED)
                        .history(0)
                        .build()));
        all.put("split", split());
        all.put("far-zone", inZone(moved(), "Asia/Yekaterinburg"));
        return all;
    }

    static OrderView inTransit() {
        return one(shipment(CustomerStatus.IN_TRANSIT, SubStatus.DEPARTED)
                .eta(17, 19)
                .build());
    }

    /** Promised for the 12th, now expected on the 14th from 14 to 18. */
    static OrderView moved() {
        return promised(
                12,
                one(shipment(CustomerStatus.IN_TRANSIT, SubStatus.DEPARTED)
                        .eta(14, 14, 14, 18)
                        .before(12)
                        .details(new Details(null, DelayReason.CARRIER, null, null, false, null, null))
                        .history(11)
                        .build()));
    }

    static OrderView outForDelivery() {
        return promised(
                13,
                one(shipment(CustomerStatus.OUT_FOR_DELIVERY, SubStatus.OUT_FOR_DELIVERY)
                        .eta(13, 13, 14, 18)
                        .history(9)
                        .build()));
    }

    static OrderView ready() {
        return toPoint(needing(shipment(CustomerStatus.READY_FOR_PICKUP, SubStatus.AWAITING_COLLECTION)
                .details(new Details(null, null, null, LocalDate.parse("2027-05-18"), false, null, null))
                .place(new Place("Пермь", null, "RU", ADDRESS))
                .history(2)
                .build()));
    }

    static OrderView delivered() {
        return one(shipment(CustomerStatus.DELIVERED, SubStatus.DELIVERED_TO_RECIPIENT)
                .finished()
                .history(5)
                .build());
    }

    static OrderView split() {
        var way = shipment(CustomerStatus.IN_TRANSIT, SubStatus.DEPARTED)
                .eta(14, 14, 14, 18)
                .before(12)
                .history(6)
                .build();
        var there = shipment(CustomerStatus.DELIVERED, SubStatus.COLLECTED)
                .number("1011234591")
                .finished()
                .history(4)
                .build();
        return order(CustomerStatus.IN_TRANSIT, false, way, there);
    }

    static OrderView one(ShipmentView shipment) {
        return order(shipment.customerStatus(), false, shipment);
    }

    static OrderView needing(ShipmentView shipment) {
        return order(shipment.customerStatus(), true, shipment);
    }

    static OrderView order(CustomerStatus status, boolean needsYou, ShipmentView... shipments) {
        var delivered = (int) List.of(shipments).stream()
                .filter(shipment -> shipment.customerStatus() == CustomerStatus.DELIVERED)
                .count();
        return presented(new OrderView(
                OrderId.of(new OrderNumber("10042")),
                "10042",
                Instant.parse("2027-05-07T10:00:00Z"),
                7,
                NOW,
                "ru",
                "Europe/Moscow",
                new ShopOrder.Promise(LocalDate.parse("2027-05-17"), LocalDate.parse("2027-05-19")),
                ShopOrder.Destination.Kind.COURIER,
                3,
                List.of(
                        new ShopOrder.Item("K-1", "Чайник «Уголёк»", 1),
                        new ShopOrder.Item("C-2", "Чашка, керамика", 2)),
                new OrderView.CustomerView(NAME, Map.of(Channel.EMAIL, EMAIL, Channel.SMS, PHONE), "Пермь", ADDRESS),
                new OrderView.Summary(
                        status,
                        shipments.length == 0 ? null : 0,
                        delivered,
                        0,
                        shipments.length,
                        needsYou,
                        Presentation.of(status)),
                List.of(shipments),
                null,
                null,
                null,
                null,
                null,
                null));
    }

    /** As the order service presents it. An order that was cancelled before it had a shipment is told so by hand. */
    private static OrderView presented(OrderView order) {
        return order.summary().status() == CustomerStatus.CANCELLED ? order : PresentedViews.present(order);
    }

    /** As the order service tells it to whoever has only the link. */
    static OrderView forGuest(OrderView order) {
        var shipments = order.shipments().stream()
                .map(s -> copy(
                        s,
                        "101···"
                                + s.trackingNumber()
                                        .substring(s.trackingNumber().length() - 2)))
                .toList();
        return new OrderView(
                order.orderId(),
                "··42",
                order.placedAt(),
                order.version(),
                order.asOf(),
                order.language(),
                order.timeZone(),
                order.promise(),
                order.destinationKind(),
                order.itemCount(),
                null,
                null,
                new OrderView.Summary(
                        order.summary().status(),
                        order.summary().shipment(),
                        order.summary().delivered(),
                        order.summary().arrivingToday(),
                        order.summary().of(),
                        order.summary().actionRequired(),
                        forGuest(
                                order.summary().presentation(),
                                order.shipments().isEmpty()
                                        ? null
                                        : order.shipments().getFirst().subStatus())),
                shipments,
                NOW.plus(Duration.ofDays(88)),
                null,
                null,
                null,
                null,
                null);
    }

    /** As support sees it. */
    static OrderView forSupport(OrderView order) {
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
                new OrderView.CustomerView(
                        "Анна П.",
                        Map.of(Channel.EMAIL, "a···@example.com", Channel.SMS, "+7 ··· ··· ··42"),
                        "Пермь",
                        null),
                order.summary(),
                order.shipments(),
                order.linkUntil(),
                null,
                null,
                null,
                null,
                null);
    }

    static OrderView numbered(OrderView order, String number) {
        return new OrderView(
                order.orderId(),
                number,
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
                order.summary(),
                order.shipments(),
                order.linkUntil(),
                null,
                null,
                null,
                null,
                null);
    }

    /** As {@code order}, known after {@code earlier}. */
    static OrderView newerThan(OrderView earlier, OrderView order) {
        return new OrderView(
                order.orderId(),
                order.orderNumber(),
                order.placedAt(),
                earlier.version() + 1,
                order.asOf(),
                order.language(),
                order.timeZone(),
                order.promise(),
                order.destinationKind(),
                order.itemCount(),
                order.items(),
                order.customer(),
                order.summary(),
                order.shipments(),
                order.linkUntil(),
                null,
                null,
                null,
                null,
                null);
    }

    static OrderView inZone(OrderView order, String zone) {
        return changed(order, order.promise(), zone, order.destinationKind());
    }

    static OrderView promised(int day, OrderView order) {
        var date = LocalDate.of(2027, 5, day);
        return changed(order, new ShopOrder.Promise(date, date), order.timeZone(), order.destinationKind());
    }

    static OrderView withoutPromise(OrderView order) {
        return changed(order, null, order.timeZone(), order.destinationKind());
    }

    static OrderView toPoint(OrderView order) {
        return changed(order, order.promise(), order.timeZone(), ShopOrder.Destination.Kind.PICKUP_POINT);
    }

    private static OrderView changed(
            OrderView order, ShopOrder.Promise promise, String zone, ShopOrder.Destination.Kind kind) {
        return presented(new OrderView(
                order.orderId(),
                order.orderNumber(),
                order.placedAt(),
                order.version(),
                order.asOf(),
                order.language(),
                zone,
                promise,
                kind,
                order.itemCount(),
                order.items(),
                order.customer(),
                order.summary(),
                order.shipments(),
                order.linkUntil(),
                null,
                null,
                null,
                null,
                null));
    }

    private static ShipmentView copy(ShipmentView s, String number) {
        return new ShipmentView(
                s.courier(),
                number,
                null,
                s.customerStatus(),
                s.milestone(),
                s.subStatus(),
                s.direction(),
                s.occurrence(),
                s.occurredAt(),
                forGuest(s.place(), s.subStatus()),
                s.details(),
                s.finished(),
                s.eta(),
                s.etaBefore(),
                s.late(),
                s.lastScanAt(),
                s.lastReceivedAt(),
                s.timeline().stream().map(SampleOrders::withoutRawStatus).toList(),
                null,
                forGuest(s.presentation(), s.subStatus()),
                null);
    }

    private static Presentation forGuest(Presentation p, SubStatus subStatus) {
        return new Presentation(
                p.status(),
                p.certainty(),
                p.progressStep(),
                forGuest(p.place(), subStatus),
                p.atPickupPoint(),
                p.arrival(),
                p.next(),
                p.action(),
                p.actionUntil(),
                p.contradicted());
    }

    private static Place forGuest(Place place, SubStatus subStatus) {
        return place == null || subStatus == null || !subStatus.isAtPickupPoint()
                ? place
                : new Place(place.city(), place.region(), place.country(), null);
    }

    private static TimelineEntry withoutRawStatus(TimelineEntry e) {
        return new TimelineEntry(
                e.id(),
                e.kind(),
                e.milestone(),
                e.subStatus(),
                e.notice(),
                e.direction(),
                e.occurredAt(),
                e.occurredLocal(),
                e.zoneQuality(),
                forGuest(e.place(), e.subStatus()),
                e.details(),
                null,
                e.customerStatus(),
                e.receivedAt(),
                e.mappingVersion(),
                e.rawId());
    }

    static Parts shipment(CustomerStatus status, SubStatus subStatus) {
        return new Parts(status, subStatus);
    }

    /** Puts a shipment together; what is not said has a plain value. */
    static final class Parts {

        private final CustomerStatus status;
        private final SubStatus subStatus;
        private final List<TimelineEntry> timeline = new ArrayList<>();
        private String number = NUMBER;
        private Details details = Details.NONE;
        private Place place = new Place("Казань", null, "RU", "сортировочный центр");
        private Eta eta;
        private Eta before;
        private boolean late;
        private boolean finished;
        private Instant scanned = NOW.minus(Duration.ofHours(3));
        private int older = 1;

        private Parts(CustomerStatus status, SubStatus subStatus) {
            this.status = status;
            this.subStatus = subStatus;
        }

        Parts number(String value) {
            number = value;
            return this;
        }

        Parts details(Details value) {
            details = value;
            return this;
        }

        Parts place(Place value) {
            place = value;
            return this;
        }

        Parts eta(int from, int until) {
            eta = new Eta(may(from), may(until), null, null, Eta.Source.COURIER, NOW.minus(Duration.ofHours(1)));
            return this;
        }

        Parts eta(int from, int until, int fromHour, int untilHour) {
            eta = new Eta(
                    may(from),
                    may(until),
                    LocalTime.of(fromHour, 0),
                    LocalTime.of(untilHour, 0),
                    Eta.Source.COURIER,
                    NOW.minus(Duration.ofHours(1)));
            return this;
        }

        Parts before(int day) {
            before = new Eta(may(day), may(day), null, null, Eta.Source.SHOP, NOW.minus(Duration.ofDays(4)));
            return this;
        }

        Parts late() {
            late = true;
            return this;
        }

        Parts finished() {
            finished = true;
            return this;
        }

        Parts scanned(Duration ago) {
            scanned = NOW.minus(ago);
            return this;
        }

        Parts history(int entries) {
            older = entries;
            return this;
        }

        ShipmentView build() {
            timeline.add(entry("e-0", subStatus, scanned, place, status));
            for (var i = 1; i <= older; i++) {
                var sub = i == older ? SubStatus.ACCEPTED : i % 2 == 0 ? SubStatus.DEPARTED : SubStatus.ARRIVED;
                var where = i == older
                        ? new Place("Москва", null, "RU", "Внуково")
                        : new Place("Казань", null, "RU", "сортировочный центр");
                timeline.add(entry(
                        "e-" + i, sub, scanned.minus(Duration.ofHours(7L * i)), where, CustomerStatus.IN_TRANSIT));
            }
            return new ShipmentView(
                    new CourierCode("cdek"),
                    number,
                    null,
                    status,
                    subStatus.milestone(),
                    subStatus,
                    Direction.FORWARD,
                    1,
                    scanned,
                    place,
                    details,
                    finished,
                    eta,
                    before,
                    late,
                    scanned,
                    scanned.plusSeconds(120),
                    List.copyOf(timeline),
                    finished && status == CustomerStatus.DELIVERED
                            ? new ProofOfDelivery(ProofOfDelivery.Type.SIGNATURE, null)
                            : null,
                    Presentation.of(status),
                    null);
        }

        private static TimelineEntry entry(
                String id, SubStatus subStatus, Instant at, Place place, CustomerStatus status) {
            return new TimelineEntry(
                    id,
                    TimelineEntry.Kind.STATUS,
                    subStatus.milestone(),
                    subStatus,
                    null,
                    Direction.FORWARD,
                    at,
                    null,
                    ZoneQuality.EXPLICIT,
                    place,
                    null,
                    new RawStatusText("12", "Принят на склад", "Принят на склад, получатель " + NAME),
                    status,
                    at.plusSeconds(120),
                    "cdek v3",
                    "01972b4e");
        }

        static TimelineEntry notice(String id, Notice notice, Instant at) {
            return new TimelineEntry(
                    id,
                    TimelineEntry.Kind.NOTICE,
                    null,
                    null,
                    notice,
                    Direction.FORWARD,
                    at,
                    null,
                    ZoneQuality.EXPLICIT,
                    null,
                    null,
                    new RawStatusText(null, null, "Delivery date changed"),
                    null,
                    at,
                    null,
                    null);
        }

        private static LocalDate may(int day) {
            return LocalDate.of(2027, 5, day);
        }
    }
}
