package dev.waymark.local.presentation;

import dev.waymark.contract.Channel;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.order.ShopOrder.Destination.Kind;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.OrderView;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.people.Person;
import dev.waymark.orders.query.AssembledViews;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One history of an order in the notation of {@code docs/histories.md}: what the shop said and what couriers reported, up
 * to Thursday, 13 May 2027, noon in Moscow.
 *
 * @param shop {@code door 17-19}: the kind of destination and the promised days of May; {@code -} where it named none
 * @param courier parcels separated by {@code &&}, their reports by {@code ;}
 */
record History(String shop, String courier) {

    static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    static final Instant NOW = Instant.parse("2027-05-13T09:00:00Z");
    static final String HOME = "Home Street 1";
    static final String CITY = "Perm";

    private static final OrderNumber NUMBER = new OrderNumber("10042");

    private static final Pattern REPORT = Pattern.compile(
            "(?<day>\\d+\\.?\\d*)(?: (?<time>\\d\\d:\\d\\d))? (?<status>[A-Z_]+)(?: at (?<place>[^,;]+?))?(?:, until (?<until>\\d+))?(?<act>, action)?");
    private static final Pattern ESTIMATE = Pattern.compile(
            "eta (?<from>\\d+)(?:-(?<until>\\d+))?(?: (?<fromTime>\\d\\d)-(?<untilTime>\\d\\d)h)? said (?<day>\\d+) (?<time>\\d\\d:\\d\\d)");
    private static final Pattern WITHDRAWAL =
            Pattern.compile("(?<day>\\d+) (?<time>\\d\\d:\\d\\d) withdraws report (?<report>\\d+)");

    AssembledViews views() {
        var shipments = shipments();
        return new AssembledViews(
                new Order(placed(shipments.stream().map(Shipment::key).toList())),
                shipments,
                new Person(null, "Anna Petrova", Map.of(Channel.EMAIL, "anna@example.com"), "RU", CITY, null, HOME),
                NOW);
    }

    OrderView view() {
        return views().forOwner();
    }

    // The checker does not see @Nullable on a nested type's name in a class file:
    // https://github.com/uber/NullAway/issues/1265
    @SuppressWarnings("NullAway")
    private OrderPlaced placed(List<ShipmentKey> shipments) {
        var words = shop.split(" ", -1);
        var days = words.length < 2 ? null : words[1].split("-", -1);
        return new OrderPlaced(
                EventId.of("placed"),
                OrderId.of(NUMBER),
                NUMBER,
                NOW.minus(Duration.ofDays(40)),
                NOW.minus(Duration.ofDays(40)),
                "person-1",
                "sealed",
                "en",
                MOSCOW.getId(),
                List.of(Channel.EMAIL, Channel.SMS),
                List.of(new ShopOrder.Item(null, "Kettle", 1)),
                days == null ? null : new ShopOrder.Promise(may(days[0]), may(days[days.length - 1])),
                switch (words[0]) {
                    case "door" -> Kind.COURIER;
                    case "point" -> Kind.PICKUP_POINT;
                    default -> null;
                },
                shipments.stream().map(ShipmentAssignment::of).toList());
    }

    private List<Shipment> shipments() {
        if (courier.equals("-")) {
            return List.of();
        }
        var parcels = courier.split(" && ", -1);
        return IntStream.range(0, parcels.length)
                .mapToObj(i -> shipment("1011234567" + i, parcels[i]))
                .toList();
    }

    private static Shipment shipment(String number, String reports) {
        var key = new ShipmentKey(new CourierCode("cdek"), new TrackingNumber(number));
        var checkpoints = new ArrayList<Checkpoint>();
        var events = new ArrayList<TrackingEvent>();
        for (var report : reports.equals("nothing") ? List.<String>of() : List.of(reports.split("; ", -1))) {
            var estimate = ESTIMATE.matcher(report);
            if (estimate.matches()) {
                events.add(event(key, List.of(), eta(estimate), at(estimate)));
                continue;
            }
            var withdrawal = WITHDRAWAL.matcher(report);
            var checkpoint = withdrawal.matches()
                    ? withdrawal(key, withdrawal, checkpoints)
                    : checkpoint(key, report, checkpoints.size());
            checkpoints.add(checkpoint);
            events.add(event(key, List.of(checkpoint), null, receivedAt(checkpoint.time())));
        }
        return Shipment.empty(key).applyAll(events).shipment();
    }

    private static Checkpoint checkpoint(ShipmentKey key, String report, int index) {
        var parts = REPORT.matcher(report);
        if (!parts.matches()) {
            throw new IllegalArgumentException("report: \"%s\" (expected: %s)".formatted(report, REPORT));
        }
        var place = parts.group("place");
        var until = parts.group("until");
        var isDateOnly = parts.group("time") == null;
        return new Checkpoint(
                CheckpointId.of(key, List.of(String.valueOf(index))),
                new Fact.Status(SubStatus.valueOf(parts.group("status"))),
                Direction.FORWARD,
                new CheckpointTime(
                        isDateOnly
                                ? may(parts.group("day")).atStartOfDay(MOSCOW).toInstant()
                                : at(parts),
                        isDateOnly ? may(parts.group("day")).toString() : null,
                        isDateOnly ? ZoneQuality.DATE_ONLY : ZoneQuality.EXPLICIT),
                place == null ? null : place(place),
                new Details(
                        null, null, null, until == null ? null : may(until), parts.group("act") != null, null, null),
                new RawStatusText(null, null, null));
    }

    /** What names no time of day came at some time of it. */
    private static Instant receivedAt(CheckpointTime time) {
        return time.occurredAt()
                .plus(time.zoneQuality() == ZoneQuality.DATE_ONLY ? Duration.ofHours(10) : Duration.ofMinutes(1));
    }

    /** {@code Perm/Shop 7}: a city and a facility. */
    private static Place place(String text) {
        var parts = text.split("/", -1);
        return new Place(parts[0], null, null, parts.length < 2 ? null : parts[1]);
    }

    private static Checkpoint withdrawal(ShipmentKey key, Matcher parts, List<Checkpoint> before) {
        var mistaken = before.get(Integer.parseInt(parts.group("report")) - 1);
        return new Checkpoint(
                CheckpointId.of(key, List.of("withdrawal", parts.group("report"))),
                new Fact.Retraction(mistaken.id()),
                Direction.FORWARD,
                new CheckpointTime(at(parts), null, ZoneQuality.EXPLICIT),
                null,
                null,
                new RawStatusText(null, null, null));
    }

    private static Eta eta(Matcher parts) {
        var from = may(parts.group("from"));
        var until = parts.group("until");
        return new Eta(
                from,
                until == null ? from : may(until),
                hour(parts.group("fromTime")),
                hour(parts.group("untilTime")),
                Eta.Source.COURIER,
                at(parts));
    }

    private static TrackingEvent event(
            ShipmentKey key, List<Checkpoint> checkpoints, @Nullable Eta eta, Instant receivedAt) {
        var id = Stream.concat(
                        checkpoints.stream().map(checkpoint -> checkpoint.id().value()),
                        Stream.of(String.valueOf(eta), key.toString()))
                .toArray(String[]::new);
        return new TrackingEvent(
                EventId.of(id),
                key.courier(),
                key.trackingNumber(),
                checkpoints,
                eta,
                null,
                null,
                receivedAt,
                "cdek/1",
                "raw");
    }

    private static Instant at(Matcher parts) {
        return may(parts.group("day"))
                .atTime(LocalTime.parse(parts.group("time")))
                .atZone(MOSCOW)
                .toInstant();
    }

    private static @Nullable LocalTime hour(@Nullable String hour) {
        return hour == null ? null : LocalTime.of(Integer.parseInt(hour), 0);
    }

    /** {@code 13} is in May; {@code 7.4} is the 7th of April. */
    static LocalDate may(String day) {
        var parts = day.split("\\.", -1);
        return LocalDate.of(2027, parts.length < 2 ? 5 : Integer.parseInt(parts[1]), Integer.parseInt(parts[0]));
    }
}
