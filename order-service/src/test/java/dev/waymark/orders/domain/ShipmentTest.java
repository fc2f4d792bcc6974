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
                .apply(event(scan(SubStatus.OUT_FOR_DELIVERY, 1)));

        assertThat(milestone(folded.shipment())).isEqualTo(Milestone.DELIVERED);
        assertThat(folded.changes()).containsExactly(new ShipmentChange.TimelineChanged());
    }

    @Test
    void scanAfterDeliveryIsKeptAndIgnored() {
        var folded = known(SubStatus.DELIVERED_TO_RECIPIENT).apply(event(scan(SubStatus.MOVING, 9)));

        assertThat(milestone(folded.shipment())).isEqualTo(Milestone.DELIVERED);
        assertThat(folded.shipment().checkpoints()).hasSize(2);
    }

    @Test
    void scanOfWhatIsNotDeliveredContradictsTheDelivery() {
        var folded = known(SubStatus.DELIVERED_TO_RECIPIENT).apply(event(scan(SubStatus.OUT_FOR_DELIVERY, 9)));

        assertThat(milestone(folded.shipment())).isEqualTo(Milestone.OUT_FOR_DELIVERY);
        assertThat(folded.shipment().timeline().contradictedDelivery()).isPresent();
        assertThat(milestoneChange(folded).previous()).isEqualTo(Milestone.DELIVERED);
    }

    @Test
    void scansOfTheSameRoundDoNotContradictTheDelivery() {
        var delivered = known(SubStatus.ACCEPTED, SubStatus.DELIVERED_TO_RECIPIENT);

        var folded = delivered.apply(event(scan(SubStatus.AT_DELIVERY_DEPOT, 1)));

        assertThat(milestone(folded.shipment())).isEqualTo(Milestone.DELIVERED);
        assertThat(folded.shipment().timeline().contradictedDelivery()).isEmpty();
    }

    @Test
    void aSecondDeliverySettlesTheContradiction() {
        var folded = known(SubStatus.DELIVERED_TO_RECIPIENT)
                .apply(event(scan(SubStatus.OUT_FOR_DELIVERY, 9)))
                .shipment()
                .apply(event(scan(SubStatus.DELIVERED_TO_RECIPIENT, 12)));

        assertThat(milestoneChange(folded).status().occurrence()).isEqualTo(2);
        assertThat(folded.shipment().timeline().contradictedDelivery()).isEmpty();
    }

    @Test
    void whatIsDeliveredWasNotDisposedOf() {
        assertThat(milestone(known(SubStatus.DISPOSED, SubStatus.DELIVERED_TO_RECIPIENT)))
                .isEqualTo(Milestone.DELIVERED);
    }

    @Test
    void returnAfterDeliveryReopens() {
        var folded = known(SubStatus.DELIVERED_TO_RECIPIENT).apply(event(scan(SubStatus.RETURN_STARTED, 9)));

        assertThat(milestoneChange(folded).status().milestone()).isEqualTo(Milestone.RETURNING);
        assertThat(milestoneChange(folded).previous()).isEqualTo(Milestone.DELIVERED);
    }

    @Test
    void deliveredOnTheWayBackMeansTheSenderHasIt() {
        var shipment = known(SubStatus.ACCEPTED, SubStatus.RETURN_STARTED, SubStatus.DELIVERED_TO_RECIPIENT);

        var status = shipment.status().orElseThrow();

        assertThat(status.subStatus()).isEqualTo(SubStatus.RETURNED_TO_SENDER);
        assertThat(status.direction()).isEqualTo(Direction.RETURN);
        assertThat(status.finished()).isTrue();
    }

    @Test
    void scansOnTheWayBackAreTheReturn() {
        assertThat(known(SubStatus.RETURN_STARTED, SubStatus.OUT_FOR_DELIVERY).status())
                .get()
                .extracting(ShipmentStatus::subStatus)
                .isEqualTo(SubStatus.RETURN_MOVING);
        assertThat(known(SubStatus.RETURN_STARTED, SubStatus.DELAYED).status())
                .get()
                .extracting(ShipmentStatus::subStatus)
                .isEqualTo(SubStatus.RETURN_MOVING);
        assertThat(milestone(known(SubStatus.RETURN_STARTED, SubStatus.LOST))).isEqualTo(Milestone.EXCEPTION);
    }

    @Test
    void retractionRestoresTheStatusBefore() {
        var delivered = scan(SubStatus.DELIVERED_TO_RECIPIENT, 5);
        var shipment = known(SubStatus.ACCEPTED).apply(event(delivered)).shipment();

        var folded = shipment.apply(event(Samples.retraction(NUMBER, delivered, 6)));

        assertThat(milestoneChange(folded).status().milestone()).isEqualTo(Milestone.IN_TRANSIT);
        assertThat(milestoneChange(folded).origin()).isEqualTo(ChangeOrigin.CORRECTION);
    }

    @Test
    void retractionAppliesToACheckpointReceivedLater() {
        var delivered = scan(SubStatus.DELIVERED_TO_RECIPIENT, 5);
        var shipment = known(SubStatus.ACCEPTED)
                .apply(event(Samples.retraction(NUMBER, delivered, 6)))
                .shipment();

        var folded = shipment.apply(event(delivered));

        assertThat(milestone(folded.shipment())).isEqualTo(Milestone.IN_TRANSIT);
        assertThat(folded.changes()).containsExactly(new ShipmentChange.TimelineChanged());
    }

    @Test
    void deliveryAfterACorrectionIsNews() {
        var mistaken = scan(SubStatus.DELIVERED_TO_RECIPIENT, 5);
        var shipment = known(SubStatus.ACCEPTED)
                .apply(event(mistaken))
                .shipment()
                .apply(event(Samples.retraction(NUMBER, mistaken, 6)))
                .shipment();

        var folded = shipment.apply(event(scan(SubStatus.DELIVERED_TO_RECIPIENT, 9)));

        assertThat(milestoneChange(folded).status().occurrence()).isEqualTo(2);
    }

    @Test
    void statusRevealedByAnEarlierReturnIsACorrection() {
        var lost = first(event(scan(SubStatus.LOST, 5))).shipment();
        var delivered =
                lost.apply(event(scan(SubStatus.DELIVERED_TO_RECIPIENT, 3))).shipment();

        var folded = delivered.apply(event(scan(SubStatus.RETURN_STARTED, 4)));

        assertThat(milestoneChange(folded).status().milestone()).isEqualTo(Milestone.EXCEPTION);
        assertThat(milestoneChange(folded).origin()).isEqualTo(ChangeOrigin.CORRECTION);
    }

    @Test
    void unmappedStatusAndInformationDoNotChangeTheMilestone() {
        var shipment = known(SubStatus.ACCEPTED);

        assertThat(milestone(shipment.apply(event(scan(SubStatus.UNMAPPED, 9))).shipment()))
                .isEqualTo(Milestone.IN_TRANSIT);
        assertThat(milestone(shipment.apply(event(Samples.notice(NUMBER, Notice.INFO, 9)))
                        .shipment()))
                .isEqualTo(Milestone.IN_TRANSIT);
        assertThat(known(SubStatus.UNMAPPED).status()).isEmpty();
    }

    @Test
    void labelReceivedAfterAScanDoesNotChangeTheStatus() {
        assertThat(milestone(known(SubStatus.ACCEPTED, SubStatus.LABEL_CREATED)))
                .isEqualTo(Milestone.IN_TRANSIT);
    }

    @Test
    void cancellationAfterAPhysicalScanIsNotFinal() {
        assertThat(known(SubStatus.ACCEPTED, SubStatus.CANCELLED)
                        .status()
                        .orElseThrow()
                        .finished())
                .isFalse();
        assertThat(known(SubStatus.LABEL_CREATED, SubStatus.CANCELLED)
                        .status()
                        .orElseThrow()
                        .finished())
                .isTrue();
        assertThat(milestone(known(SubStatus.CANCELLED, SubStatus.LABEL_CREATED)))
                .isEqualTo(Milestone.CANCELLED);
        assertThat(milestone(known(SubStatus.CANCELLED, SubStatus.ACCEPTED))).isEqualTo(Milestone.IN_TRANSIT);
    }

    @Test
    void lostShipmentIsReopenedOnlyByAScan() {
        assertThat(milestone(known(SubStatus.LOST, SubStatus.ARRIVED))).isEqualTo(Milestone.IN_TRANSIT);
        assertThat(milestone(known(SubStatus.LOST, SubStatus.TRACKING_ENDED))).isEqualTo(Milestone.EXCEPTION);
        assertThat(known(SubStatus.LOST).status().orElseThrow().finished()).isTrue();
    }

    @Test
    void disposedAndReturnedShipmentsStayFinal() {
        assertThat(milestone(known(SubStatus.DISPOSED, SubStatus.ARRIVED))).isEqualTo(Milestone.EXCEPTION);
        assertThat(known(SubStatus.DISPOSED, SubStatus.DELAYED)
                        .status()
                        .orElseThrow()
                        .subStatus())
                .isEqualTo(SubStatus.DISPOSED);
        assertThat(milestone(known(SubStatus.RETURNED_TO_SENDER, SubStatus.ARRIVED)))
                .isEqualTo(Milestone.RETURNED);
    }

    @Test
    void ofTwoStatusesAtOneTimeTheFurtherOneIsCurrent() {
        var shipment = first(event(scan(SubStatus.DELIVERED_TO_RECIPIENT, 1), scan(SubStatus.OUT_FOR_DELIVERY, 1)))
                .shipment();

        assertThat(milestone(shipment)).isEqualTo(Milestone.DELIVERED);
    }

    @Test
    void secondDeliveryAttemptIsASecondOccurrence() {
        var shipment = known(
                SubStatus.OUT_FOR_DELIVERY,
                SubStatus.ATTEMPT_ABSENT,
                SubStatus.OUT_FOR_DELIVERY,
                SubStatus.ATTEMPT_ABSENT);

        assertThat(shipment.status().orElseThrow().occurrence()).isEqualTo(2);
    }

    @Test
    void historyReceivedAtOnceIsOneChange() {
        var folded = first(
                event(scan(SubStatus.ACCEPTED, 0), scan(SubStatus.ARRIVED, 1), scan(SubStatus.OUT_FOR_DELIVERY, 2)));

        assertThat(folded.changes()).hasSize(1);
        assertThat(milestoneChange(folded).origin()).isEqualTo(ChangeOrigin.LIVE);
    }

    @Test
    void newerMappingVersionTakesPrecedence() {
        var unread = scan(SubStatus.UNMAPPED, 1);
        var read = new Checkpoint(
                unread.id(),
                new Fact.Status(SubStatus.ARRIVED),
                unread.direction(),
                unread.time(),
                unread.place(),
                null,
                unread.rawStatus());
        var old = event(unread);
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

        assertThat(first(old).shipment().apply(mended).shipment())
                .isEqualTo(first(mended).shipment().apply(old).shipment());
        assertThat(milestone(first(mended).shipment().apply(old).shipment())).isEqualTo(Milestone.IN_TRANSIT);
    }

    @Test
    void lastStatedEtaIsCurrentAndTheOneBeforeIsKept() {
        var first = LocalDate.parse("2027-05-14");
        var shipment = Shipment.empty(Samples.shipment(NUMBER))
                .applyAll(List.of(
                        Samples.expected(NUMBER, first.plusDays(2), 3),
                        Samples.expected(NUMBER, first, 1),
                        Samples.expected(NUMBER, first, 2)))
                .shipment();

        assertThat(shipment.etas().current().orElseThrow().from()).isEqualTo(first.plusDays(2));
        assertThat(shipment.etas().previous().orElseThrow().from()).isEqualTo(first);
        assertThat(shipment.etas().byTime()).hasSize(2);
    }

    @Test
    void checkpointHistoryIsBounded() {
        var checkpoints = new ArrayList<Checkpoint>();
        for (var hour = 0; hour < 500; hour++) {
            checkpoints.add(scan(SubStatus.ARRIVED, hour));
        }
        var shipment = first(event(checkpoints.toArray(Checkpoint[]::new))).shipment();

        var fuller = shipment.apply(event(scan(SubStatus.DELIVERED_TO_RECIPIENT, 600)))
                .shipment();

        assertThat(fuller.checkpoints()).hasSize(Shipment.MAX_CHECKPOINTS);
        assertThat(milestone(fuller)).isEqualTo(Milestone.DELIVERED);
    }

    @Test
    void earlierWriteOffChangesOnlyTheTimeline() {
        var known = first(event(scan(SubStatus.LEFT_SAFE_PLACE, 18))).shipment();

        var earlier = known.apply(event(scan(SubStatus.DISPOSED, 17)));

        assertThat(earlier.changes()).containsExactly(new ShipmentChange.TimelineChanged());
        assertThat(earlier.shipment().status().orElseThrow().subStatus()).isEqualTo(SubStatus.LEFT_SAFE_PLACE);
    }

    @Test
    void etaAloneChangesTheTimelineAndGivesNoStatus() {
        var folded = first(Samples.expected(NUMBER, LocalDate.parse("2027-05-14"), 1));

        assertThat(folded.changes()).containsExactly(new ShipmentChange.TimelineChanged());
        assertThat(folded.shipment().initialChange(Direction.FORWARD)).isEmpty();
    }

    private static Shipment known(SubStatus... statuses) {
        var checkpoints = new ArrayList<Checkpoint>();
        for (var status : statuses) {
            checkpoints.add(scan(status, checkpoints.size()));
        }
        return first(event(checkpoints.toArray(Checkpoint[]::new))).shipment();
    }

    private static Checkpoint scan(SubStatus status, int hours) {
        return Samples.scan(NUMBER, status, hours);
    }

    private static TrackingEvent event(Checkpoint... checkpoints) {
        return Samples.event(NUMBER, checkpoints);
    }

    private static Milestone milestone(Shipment shipment) {
        return shipment.status().orElseThrow().milestone();
    }

    private static ShipmentChange.MilestoneChanged milestoneChange(Shipment.Folded folded) {
        return (ShipmentChange.MilestoneChanged) folded.changes().get(0);
    }

    private static Shipment.Folded first(TrackingEvent event) {
        return Shipment.empty(event.shipment()).apply(event);
    }
}
