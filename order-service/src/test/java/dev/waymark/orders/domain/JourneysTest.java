package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers that are used again. */
class JourneysTest {

    private static final String NUMBER = "C09-1";
    private static final String POSTAL = "RB000000017RU";
    private static final int DAY = 24;
    private static final int LATER = 300 * DAY;
    private static final Instant THEN = Samples.NOON.minus(Duration.ofHours(5));
    private static final Instant NOW = Samples.NOON.plus(Duration.ofHours(LATER + 5));
    private static final OrderId OLD = OrderId.of(new OrderNumber("OLD"));
    private static final OrderId NEW = OrderId.of(new OrderNumber("NEW"));

    private static final List<TrackingEvent> FIRST =
            List.of(event(NUMBER, SubStatus.ACCEPTED, 0), event(NUMBER, SubStatus.DELIVERED_TO_RECIPIENT, 2 * DAY));
    private static final List<TrackingEvent> SECOND =
            List.of(event(NUMBER, SubStatus.ACCEPTED, LATER), event(NUMBER, SubStatus.OUT_FOR_DELIVERY, LATER + 4));

    @Test
    void orderSeesNothingOfAJourneyThatEndedLongBeforeIt() {
        var before = tracked(FIRST).claim(NEW, NOW, NOW);

        assertThat(before.outbox()).singleElement().isInstanceOf(OrderUpdate.ShipmentAttached.class);
        assertThat(before.journey(NOW).shipment()).isEqualTo(Shipment.empty(before.key()));
    }

    @Test
    void newJourneyIsTheNewOrdersAlone() {
        var shipment = tracked(FIRST).claim(OLD, THEN, THEN).claim(NEW, NOW, NOW);
        var before = shipment.outbox().size();

        var after = shipment.apply(SECOND);

        assertThat(after.outbox().subList(before, after.outbox().size()))
                .extracting(OrderUpdate::orderId)
                .containsOnly(NEW);
        assertThat(statuses(after.journey(NOW))).containsExactly(SubStatus.ACCEPTED, SubStatus.OUT_FOR_DELIVERY);
        assertThat(statuses(after.journey(THEN))).containsExactly(SubStatus.ACCEPTED, SubStatus.DELIVERED_TO_RECIPIENT);
        assertThat(after.newestJourney().orders()).containsExactly(NEW);
    }

    @Test
    void orderPlacedBelatedlySeesTheJourneyThatHasJustEnded() {
        var aWeekLater = Samples.NOON.plus(Duration.ofHours(9 * DAY));

        assertThat(statuses(tracked(FIRST).journey(aWeekLater))).hasSize(2);
    }

    @Test
    void returnAndCorrectionMonthsLaterBelongToTheirJourney() {
        var delivered = Samples.scan(NUMBER, SubStatus.DELIVERED_TO_RECIPIENT, 2 * DAY);
        var returned = event(NUMBER, SubStatus.RETURN_STARTED, LATER);
        var mistaken = Samples.event(NUMBER, Samples.retraction(NUMBER, delivered, LATER + 5));

        var shipment = tracked(
                Stream.of(FIRST, List.of(returned)).flatMap(List::stream).toList());
        var corrected = tracked(Stream.of(FIRST, SECOND, List.of(mistaken))
                .flatMap(List::stream)
                .toList());

        assertThat(statuses(shipment.journey(THEN))).hasSize(3);
        assertThat(corrected.journey(THEN).shipment().status().orElseThrow().subStatus())
                .isEqualTo(SubStatus.ACCEPTED);
        assertThat(statuses(corrected.journey(NOW))).containsExactly(SubStatus.ACCEPTED, SubStatus.OUT_FOR_DELIVERY);
    }

    @Test
    void noticeBetweenTwoJourneysDoesNotJoinThem() {
        var archived = Samples.event(NUMBER, Samples.notice(NUMBER, Notice.INFO, 250 * DAY));

        var shipment = tracked(Stream.of(FIRST, List.of(archived), SECOND)
                .flatMap(List::stream)
                .toList());

        assertThat(statuses(shipment.journey(NOW))).containsExactly(SubStatus.ACCEPTED, SubStatus.OUT_FOR_DELIVERY);
    }

    @Test
    void postalNumberIsNotUsedAgainWithinAYear() {
        var sent = List.of(
                event(POSTAL, SubStatus.ACCEPTED, 0),
                event(POSTAL, SubStatus.DELIVERED_TO_RECIPIENT, DAY),
                event(POSTAL, SubStatus.ACCEPTED, LATER));
        var again = event(POSTAL, SubStatus.ACCEPTED, LATER + 400 * DAY);

        assertThat(statuses(tracked(sent).journey(THEN))).hasSize(3);
        assertThat(statuses(
                        tracked(Stream.concat(sent.stream(), Stream.of(again)).toList())
                                .journey(THEN)))
                .hasSize(3);
    }

    @Test
    void labelThatWaitedForMonthsIsOfTheSameJourney() {
        var shipment = tracked(List.of(
                event(NUMBER, SubStatus.LABEL_CREATED, 0),
                event(NUMBER, SubStatus.ACCEPTED, 120 * DAY),
                event(NUMBER, SubStatus.ARRIVED, 240 * DAY)));

        assertThat(statuses(shipment.journey(THEN))).hasSize(3);
    }

    private static TrackedShipment tracked(List<TrackingEvent> events) {
        return TrackedShipment.empty(events.getFirst().shipment()).apply(events);
    }

    private static TrackingEvent event(String number, SubStatus status, int hours) {
        return Samples.event(number, Samples.scan(number, status, hours));
    }

    private static List<SubStatus> statuses(TrackedShipment shipment) {
        return shipment.shipment().checkpoints().stream()
                .map(KnownCheckpoint::checkpoint)
                .map(Checkpoint::fact)
                .filter(Fact.Status.class::isInstance)
                .map(fact -> ((Fact.Status) fact).subStatus())
                .toList();
    }
}
