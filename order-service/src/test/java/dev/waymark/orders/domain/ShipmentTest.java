package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Samples;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShipmentTest {

    private static final String NUMBER = "RA473124829RU";

    @Test
    void lateScanDoesNotMoveTheMilestoneBack() {
        var folded = known(SubStatus.ACCEPTED, SubStatus.DEPARTED, SubStatus.DELIVERED_TO_RECIPIENT)
                .apply(told(scan(SubStatus.OUT_FOR_DELIVERY, 1)));

        assertThat(milestone(folded.shipment())).isEqualTo(Milestone.DELIVERED);
        assertThat(folded.changes()).containsExactly(new ShipmentChange.Retold());
    }

    @Test
    void scanAfterDeliveryIsKeptAndIgnored() {
        var folded = known(SubStatus.DELIVERED_TO_RECIPIENT).apply(told(scan(SubStatus.ARRIVED, 9)));

        assertThat(milestone(folded.shipment())).isEqualTo(Milestone.DELIVERED);
        assertThat(folded.shipment().sightings()).hasSize(2);
    }

    @Test
    void returnAfterDeliveryReopens() {
        var folded = known(SubStatus.DELIVERED_TO_RECIPIENT).apply(told(scan(SubStatus.RETURN_STARTED, 9)));

        assertThat(moved(folded).standing().milestone()).isEqualTo(Milestone.RETURNING);
        assertThat(moved(folded).previous()).isEqualTo(Milestone.DELIVERED);
    }

    @Test
    void deliveredOnTheWayBackMeansTheSenderHasIt() {
        var shipment = known(SubStatus.ACCEPTED, SubStatus.RETURN_STARTED, SubStatus.DELIVERED_TO_RECIPIENT);

        var standing = shipment.standing().orElseThrow();

        assertThat(standing.subStatus()).isEqualTo(SubStatus.RETURNED_TO_SENDER);
        assertThat(standing.direction()).isEqualTo(Direction.RETURN);
        assertThat(standing.finished()).isTrue();
    }

    @Test
    void scansOnTheWayBackAreTheReturn() {
        assertThat(known(SubStatus.RETURN_STARTED, SubStatus.OUT_FOR_DELIVERY).standing())
                .get()
                .extracting(Standing::subStatus)
                .isEqualTo(SubStatus.RETURN_MOVING);
        assertThat(known(SubStatus.RETURN_STARTED, SubStatus.DELAYED).standing())
                .get()
                .extracting(Standing::subStatus)
                .isEqualTo(SubStatus.RETURN_MOVING);
        assertThat(milestone(known(SubStatus.RETURN_STARTED, SubStatus.LOST))).isEqualTo(Milestone.EXCEPTION);
    }

    @Test
    void retractionUncoversWhatWasBefore() {
        var delivered = scan(SubStatus.DELIVERED_TO_RECIPIENT, 5);
        var shipment = known(SubStatus.ACCEPTED).apply(told(delivered)).shipment();

        var folded = shipment.apply(told(Samples.retraction(NUMBER, delivered, 6)));

        assertThat(moved(folded).standing().milestone()).isEqualTo(Milestone.IN_TRANSIT);
        assertThat(moved(folded).origin()).isEqualTo(ChangeOrigin.CORRECTION);
    }

    @Test
    void retractionHoldsAlsoBeforeWhatItWithdraws() {
        var delivered = scan(SubStatus.DELIVERED_TO_RECIPIENT, 5);
        var shipment = known(SubStatus.ACCEPTED)
                .apply(told(Samples.retraction(NUMBER, delivered, 6)))
                .shipment();

        var folded = shipment.apply(told(delivered));

        assertThat(milestone(folded.shipment())).isEqualTo(Milestone.IN_TRANSIT);
        assertThat(folded.changes()).containsExactly(new ShipmentChange.Retold());
    }

    @Test
    void deliveredAnewAfterACorrectionIsTheSameVisit() {
        var mistaken = scan(SubStatus.DELIVERED_TO_RECIPIENT, 5);
        var shipment = known(SubStatus.ACCEPTED)
                .apply(told(mistaken))
                .shipment()
                .apply(told(Samples.retraction(NUMBER, mistaken, 6)))
                .shipment();

        var folded = shipment.apply(told(scan(SubStatus.DELIVERED_TO_RECIPIENT, 9)));

        assertThat(moved(folded).standing().visit()).isEqualTo(1);
    }

    @Test
    void whatComesToLightByAnEarlierReturnIsNoNews() {
        var lost = Shipment.first(told(scan(SubStatus.LOST, 5))).shipment();
        var delivered =
                lost.apply(told(scan(SubStatus.DELIVERED_TO_RECIPIENT, 3))).shipment();

        var folded = delivered.apply(told(scan(SubStatus.RETURN_STARTED, 4)));

        assertThat(moved(folded).standing().milestone()).isEqualTo(Milestone.EXCEPTION);
        assertThat(moved(folded).origin()).isEqualTo(ChangeOrigin.CORRECTION);
    }

    @Test
    void unmappedWordsAndNewsMoveNothing() {
        var shipment = known(SubStatus.ACCEPTED);

        assertThat(milestone(shipment.apply(told(scan(SubStatus.UNMAPPED, 9))).shipment()))
                .isEqualTo(Milestone.IN_TRANSIT);
        assertThat(milestone(shipment.apply(told(Samples.notice(NUMBER, Notice.INFO, 9)))
                        .shipment()))
                .isEqualTo(Milestone.IN_TRANSIT);
        assertThat(known(SubStatus.UNMAPPED).standing()).isEmpty();
    }

    @Test
    void labelUploadedLateIsNotShown() {
        assertThat(milestone(known(SubStatus.ACCEPTED, SubStatus.LABEL_CREATED)))
                .isEqualTo(Milestone.IN_TRANSIT);
    }

    @Test
    void cancelledAfterAScanIsNoEnd() {
        assertThat(known(SubStatus.ACCEPTED, SubStatus.CANCELLED)
                        .standing()
                        .orElseThrow()
                        .finished())
                .isFalse();
        assertThat(known(SubStatus.LABEL_CREATED, SubStatus.CANCELLED)
                        .standing()
                        .orElseThrow()
                        .finished())
                .isTrue();
        assertThat(milestone(known(SubStatus.CANCELLED, SubStatus.LABEL_CREATED)))
                .isEqualTo(Milestone.CANCELLED);
        assertThat(milestone(known(SubStatus.CANCELLED, SubStatus.ACCEPTED))).isEqualTo(Milestone.IN_TRANSIT);
    }

    @Test
    void lostParcelsAreFoundByAScanAndNothingElse() {
        assertThat(milestone(known(SubStatus.LOST, SubStatus.ARRIVED))).isEqualTo(Milestone.IN_TRANSIT);
        assertThat(milestone(known(SubStatus.LOST, SubStatus.TRACKING_ENDED))).isEqualTo(Milestone.EXCEPTION);
        assertThat(known(SubStatus.LOST).standing().orElseThrow().finished()).isTrue();
    }

    @Test
    void destroyedAndReturnedParcelsStayWhatTheyAre() {
        assertThat(milestone(known(SubStatus.DISPOSED, SubStatus.ARRIVED))).isEqualTo(Milestone.EXCEPTION);
        assertThat(known(SubStatus.DISPOSED, SubStatus.DELAYED)
                        .standing()
                        .orElseThrow()
                        .subStatus())
                .isEqualTo(SubStatus.DISPOSED);
        assertThat(milestone(known(SubStatus.RETURNED_TO_SENDER, SubStatus.ARRIVED)))
                .isEqualTo(Milestone.RETURNED);
    }

    @Test
    void ofTwoStatusesOfOneMomentTheFurtherOneIsShown() {
        var shipment = Shipment.first(
                        told(scan(SubStatus.DELIVERED_TO_RECIPIENT, 1), scan(SubStatus.OUT_FOR_DELIVERY, 1)))
                .shipment();

        assertThat(milestone(shipment)).isEqualTo(Milestone.DELIVERED);
    }

    @Test
    void secondAttemptIsASecondVisit() {
        var shipment = known(
                SubStatus.OUT_FOR_DELIVERY,
                SubStatus.ATTEMPT_ABSENT,
                SubStatus.OUT_FOR_DELIVERY,
                SubStatus.ATTEMPT_ABSENT);

        assertThat(shipment.standing().orElseThrow().visit()).isEqualTo(2);
    }

    @Test
    void historyLearnedAtOnceIsOneChange() {
        var folded = Shipment.first(
                told(scan(SubStatus.ACCEPTED, 0), scan(SubStatus.ARRIVED, 1), scan(SubStatus.OUT_FOR_DELIVERY, 2)));

        assertThat(folded.changes()).hasSize(1);
        assertThat(moved(folded).origin()).isEqualTo(ChangeOrigin.BACKFILL);
    }

    @Test
    void mendedMappingGoesBeforeWhatTheOldOneRead() {
        var unread = scan(SubStatus.UNMAPPED, 1);
        var read = new Checkpoint(
                unread.id(),
                new Fact.Status(SubStatus.ARRIVED),
                unread.direction(),
                unread.time(),
                unread.place(),
                null,
                unread.rawStatus());
        var old = told(unread);
        var mended = new TrackingEvent(
                Samples.event(NUMBER, read).id(),
                old.courier(),
                old.trackingNumber(),
                List.of(read),
                null,
                null,
                null,
                old.receivedAt(),
                "cdek/2",
                old.rawId());

        assertThat(Shipment.first(old).shipment().apply(mended).shipment())
                .isEqualTo(Shipment.first(mended).shipment().apply(old).shipment());
        assertThat(milestone(Shipment.first(mended).shipment().apply(old).shipment()))
                .isEqualTo(Milestone.IN_TRANSIT);
    }

    @Test
    void lastStatedWindowHoldsAndTheOneBeforeIsRemembered() {
        var first = LocalDate.parse("2027-05-14");
        var shipment = Shipment.unheard(Samples.shipment(NUMBER))
                .applyAll(List.of(
                        Samples.expected(NUMBER, first.plusDays(2), 3),
                        Samples.expected(NUMBER, first, 1),
                        Samples.expected(NUMBER, first, 2)))
                .shipment();

        assertThat(shipment.etas().current().orElseThrow().from()).isEqualTo(first.plusDays(2));
        assertThat(shipment.etas().before().orElseThrow().from()).isEqualTo(first);
        assertThat(shipment.etas().byTime()).hasSize(2);
    }

    @Test
    void longestHistoryIsBounded() {
        var checkpoints = new ArrayList<Checkpoint>();
        for (var hour = 0; hour < 500; hour++) {
            checkpoints.add(scan(SubStatus.ARRIVED, hour));
        }
        var shipment =
                Shipment.first(told(checkpoints.toArray(Checkpoint[]::new))).shipment();

        var fuller = shipment.apply(told(scan(SubStatus.DELIVERED_TO_RECIPIENT, 600)))
                .shipment();

        assertThat(fuller.sightings()).hasSize(Shipment.MAX_SIGHTINGS);
        assertThat(milestone(fuller)).isEqualTo(Milestone.DELIVERED);
    }

    @Test
    void endBeforeTheEndThatWasToldIsNotTold() {
        var told = Shipment.first(told(scan(SubStatus.LEFT_SAFE_PLACE, 18))).shipment();

        var earlier = told.apply(told(scan(SubStatus.DISPOSED, 17)));

        assertThat(earlier.changes()).containsExactly(new ShipmentChange.Retold());
        assertThat(earlier.shipment().standing().orElseThrow().subStatus()).isEqualTo(SubStatus.DISPOSED);
    }

    @Test
    void estimateAloneIsNewsWithoutAStanding() {
        var folded = Shipment.first(Samples.expected(NUMBER, LocalDate.parse("2027-05-14"), 1));

        assertThat(folded.changes()).containsExactly(new ShipmentChange.Retold());
        assertThat(folded.shipment().atFirstSight()).isEmpty();
    }

    private static Shipment known(SubStatus... statuses) {
        var checkpoints = new ArrayList<Checkpoint>();
        for (var status : statuses) {
            checkpoints.add(scan(status, checkpoints.size()));
        }
        return Shipment.first(told(checkpoints.toArray(Checkpoint[]::new))).shipment();
    }

    private static Checkpoint scan(SubStatus status, int hours) {
        return Samples.scan(NUMBER, status, hours);
    }

    private static TrackingEvent told(Checkpoint... checkpoints) {
        return Samples.event(NUMBER, checkpoints);
    }

    private static Milestone milestone(Shipment shipment) {
        return shipment.standing().orElseThrow().milestone();
    }

    private static ShipmentChange.Moved moved(Shipment.Folded folded) {
        return (ShipmentChange.Moved) folded.changes().get(0);
    }
}
