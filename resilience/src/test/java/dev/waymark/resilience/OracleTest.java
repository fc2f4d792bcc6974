package dev.waymark.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.TrackedShipment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The oracle finds nothing in a run without fault, and each fault in a run that has it. */
class OracleTest {

    private static final String NUMBER = "1011010042";
    private static final ShipmentKey SHIPMENT = Samples.shipment(NUMBER);
    private static final TrackingEvent OUT_FOR_DELIVERY = Samples.outForDelivery(NUMBER);
    private static final Instant SENT_AT = Instant.parse("2027-05-14T07:05:00Z");
    private static final OrderId ORDER = OrderId.of(new OrderNumber("10042"));
    private static final TopicLog.Position POISON = new TopicLog.Position("tracking.events", 0, 7);

    private final Parcel parcel = new Parcel(Samples.order("10042", List.of(SHIPMENT)), SHIPMENT, List.of());
    private final Map<OrderNumber, Parcel> promisedOrders =
            new HashMap<>(Map.of(parcel.order().orderNumber(), parcel));
    private final Set<Parcel.Scan> promisedScans = new HashSet<>(Set.of(scan(OUT_FOR_DELIVERY)));
    private final Map<ShipmentKey, List<TrackingEvent>> events =
            new HashMap<>(Map.of(SHIPMENT, List.of(OUT_FOR_DELIVERY)));
    private final List<OrderEvent> orders = new ArrayList<>(List.of(attached()));
    private final List<OrderUpdate> updates = new ArrayList<>(List.of(reached("one")));
    private final Map<ShipmentKey, TrackedShipment> storedShipments =
            new HashMap<>(Map.of(SHIPMENT, TrackedShipment.empty(SHIPMENT).apply(List.of(OUT_FOR_DELIVERY))));
    private final Set<OrderId> storedOrders = new HashSet<>(Set.of(ORDER));
    private final List<Messages.Taken> messages = new ArrayList<>(List.of(
            message(Channel.EMAIL, MessageKind.PLACED),
            message(Channel.EMAIL, MessageKind.OUT_FOR_DELIVERY),
            message(Channel.SMS, MessageKind.PLACED),
            message(Channel.SMS, MessageKind.OUT_FOR_DELIVERY)));
    private final Set<String> uncertain = new HashSet<>();
    private final List<Cluster.Crash> crashes = new ArrayList<>();
    private final Set<TopicLog.Position> deadLetters = new HashSet<>(Set.of(POISON));
    private final List<Long> pageVersions = new ArrayList<>(List.of(1L, 3L));
    private String shown = "delivered";
    private int unacknowledged;

    @Test
    void aRunWithoutFaultHasNoViolation() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void anAcknowledgedScanThatIsNowhereIsLost() {
        promisedScans.add(scan(Samples.accepted(NUMBER)));

        assertThat(violations()).hasSize(2).allMatch(one -> one.startsWith("scan acknowledged and not in"));
    }

    @Test
    void anAcknowledgedOrderThatIsNowhereIsLost() {
        orders.clear();
        storedOrders.clear();

        assertThat(violations()).hasSize(2).allMatch(one -> one.startsWith("order acknowledged and not in"));
    }

    @Test
    void aRequestThatIsNeverAcknowledgedIsReported() {
        unacknowledged = 2;

        assertThat(violations()).containsExactly("requests that were never acknowledged: 2");
    }

    @Test
    void aShipmentThatIsNotTheFoldOfItsEventsIsReported() {
        events.put(SHIPMENT, List.of(OUT_FOR_DELIVERY, Samples.accepted(NUMBER)));

        assertThat(violations())
                .containsExactly("the stored shipment differs from the fold of its events: " + SHIPMENT);
    }

    @Test
    void aMilestoneUnderTwoIdsIsProjectedTwice() {
        updates.add(reached("another"));

        assertThat(violations()).singleElement().asString().startsWith("a milestone is published under several ids");
    }

    @Test
    void aSecondCopyNeedsACrashInTheCallOfTheFirst() {
        messages.add(message(Channel.EMAIL, MessageKind.PLACED));
        assertThat(violations()).singleElement().asString().startsWith("1 copies without a crash");

        crashes.add(new Cluster.Crash(Service.NOTIFICATIONS, SENT_AT.plus(Duration.ofMinutes(1))));
        assertThat(violations()).singleElement().asString().startsWith("1 copies without a crash");

        crashes.add(new Cluster.Crash(Service.NOTIFICATIONS, SENT_AT.plusMillis(10)));
        assertThat(violations()).isEmpty();
    }

    @Test
    void noCrashExcusesASecondTextMessage() {
        messages.add(message(Channel.SMS, MessageKind.PLACED));
        crashes.add(new Cluster.Crash(Service.NOTIFICATIONS, SENT_AT.plusMillis(10)));

        assertThat(violations()).singleElement().asString().startsWith("1 copies without a crash");
    }

    @Test
    void newsThatNothingSupersedesIsToldByEachChannelUnlessItIsUncertain() {
        messages.removeIf(message -> message.key().channel() == Channel.SMS
                && message.key().kind().equals(MessageKind.OUT_FOR_DELIVERY.id()));
        assertThat(violations()).singleElement().asString().startsWith("true news not told");

        uncertain.add(ORDER + " SMS out_for_delivery");
        assertThat(violations()).isEmpty();
    }

    @Test
    void aPageThatGoesBackOrStaysBehindIsReported() {
        pageVersions.addAll(List.of(2L));
        shown = "in transit";

        assertThat(violations())
                .hasSize(2)
                .anyMatch(one -> one.startsWith("a page went back"))
                .anyMatch(one -> one.startsWith("a page shows not how things stand"));
    }

    @Test
    void deadLettersAreThePoisonAndNothingElse() {
        deadLetters.clear();
        deadLetters.add(new TopicLog.Position("tracking.events", 0, 8));

        assertThat(violations())
                .hasSize(2)
                .anyMatch(one -> one.startsWith("a well-formed record is among the dead letters"))
                .anyMatch(one -> one.startsWith("poison was skipped and not parked"));
    }

    private List<String> violations() {
        return new Oracle(new Evidence(
                        promisedOrders,
                        promisedScans,
                        unacknowledged,
                        events,
                        orders,
                        updates,
                        storedShipments,
                        storedOrders,
                        messages,
                        uncertain,
                        crashes,
                        Set.of(POISON),
                        deadLetters,
                        List.of(new Evidence.Page("page", pageVersions, shown, "delivered"))))
                .violations();
    }

    private static Parcel.Scan scan(TrackingEvent event) {
        return new Parcel.Scan(SHIPMENT, event.checkpoints().getFirst().time().occurredAt());
    }

    private static OrderEvent attached() {
        return new OrderEvent.ShipmentsAttached(
                EventId.of("attached"), ORDER, Samples.NOON, List.of(ShipmentAssignment.of(SHIPMENT)));
    }

    private static MilestoneReached reached(String id) {
        return new MilestoneReached(
                EventId.of(id),
                ORDER,
                SHIPMENT,
                Milestone.OUT_FOR_DELIVERY,
                SubStatus.OUT_FOR_DELIVERY,
                Direction.FORWARD,
                1,
                null,
                ChangeOrigin.LIVE,
                Samples.NOON,
                null,
                null,
                Samples.NOON);
    }

    private Messages.Taken message(Channel channel, MessageKind kind) {
        var address = parcel.order().customer().allAddresses().get(channel);
        var key = new Messages.Key(channel, address, kind.id());
        return new Messages.Taken(key, key.toString(), "", SENT_AT, SENT_AT);
    }
}
