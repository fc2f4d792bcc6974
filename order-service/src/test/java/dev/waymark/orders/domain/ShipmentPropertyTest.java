package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Samples;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.TrackingEvent;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class ShipmentPropertyTest {

    @Property(tries = 10_000)
    void anyArrivalGivesTheSameShipment(@ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        assertThat(fold(webhooks.get2())).isEqualTo(fold(webhooks.get1()));
    }

    @Property(tries = 300)
    void applyingABatchEqualsApplyingItsEventsOneByOne(
            @ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var atOnce = Shipment.empty(Samples.shipment(TrackingHistories.NUMBER)).applyAll(webhooks.get2());

        assertThat(atOnce.shipment()).isEqualTo(fold(webhooks.get1()));
    }

    @Property(tries = 300)
    void repeatedEventsChangeNothing(@ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var shipment = fold(webhooks.get1());

        webhooks.get2()
                .forEach(
                        event -> assertThat(shipment.apply(event)).isEqualTo(new Shipment.Folded(shipment, List.of())));
    }

    @Property(tries = 10_000)
    void whichWebhookWasReceivedFirstMovesNothing(
            @ForAll("receipts") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var shipment = fold(webhooks.get1());
        var other = fold(webhooks.get2());

        assertThat(facts(other)).isEqualTo(facts(shipment));
        assertThat(other.status().map(ShipmentStatus::subStatus))
                .isEqualTo(shipment.status().map(ShipmentStatus::subStatus));
        assertThat(other.status().map(ShipmentStatus::occurrence))
                .isEqualTo(shipment.status().map(ShipmentStatus::occurrence));
    }

    @Property(tries = 1_000)
    void nothingHappensAfterItWasKnown(@ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var shipment = fold(webhooks.get2());

        assertThat(shipment.checkpoints())
                .allMatch(known -> !known.effectiveAt().isAfter(known.firstReceivedAt()));
        assertThat(shipment.status().stream().map(ShipmentStatus::knownCheckpoint))
                .noneMatch(Chronology::isImpossible);
    }

    private static List<Checkpoint> facts(Shipment shipment) {
        return shipment.checkpoints().stream().map(KnownCheckpoint::checkpoint).toList();
    }

    @Property(tries = 600)
    void onlyTheCurrentMilestoneIsAChange(
            @ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var shipment = Shipment.empty(Samples.shipment(TrackingHistories.NUMBER));

        for (var event : webhooks.get2()) {
            var folded = shipment.apply(event);
            shipment = folded.shipment();
            for (var changed : milestoneChanges(folded)) {
                assertThat(shipment.status()).contains(changed.status());
            }
        }
    }

    @Property(tries = 600)
    void afterAFinalStatusOnlyAReturnOrACorrectionIsAChange(
            @ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var shipment = Shipment.empty(Samples.shipment(TrackingHistories.NUMBER));

        for (var event : webhooks.get2()) {
            var before = shipment.status();
            var folded = shipment.apply(event);
            shipment = folded.shipment();
            var delivered = before.filter(was ->
                    was.milestone() == Milestone.DELIVERED && was.subStatus().finality() == Finality.FINAL);
            for (var changed : milestoneChanges(folded)) {
                if (delivered.isPresent() && changed.origin() == ChangeOrigin.LIVE) {
                    // A return; a final status earlier than the one known before; a scan that contradicts the delivery.
                    assertThat(changed.status().direction() == Direction.RETURN
                                    || changed.status().finished()
                                    || shipment.timeline()
                                            .contradictedDelivery()
                                            .isPresent())
                            .isTrue();
                }
            }
        }
    }

    @Property(tries = 600)
    void oneCheckpointCausesOneChange(
            @ForAll("contradictions") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var causes = new ArrayList<CheckpointId>();
        var shipment = Shipment.empty(Samples.shipment(TrackingHistories.NUMBER));

        for (var event : webhooks.get2()) {
            var folded = shipment.apply(event);
            shipment = folded.shipment();
            milestoneChanges(folded).stream()
                    .filter(changed -> changed.origin() != ChangeOrigin.CORRECTION)
                    .forEach(changed ->
                            causes.add(changed.status().knownCheckpoint().id()));
        }

        assertThat(causes).doesNotHaveDuplicates();
    }

    private static List<ShipmentChange.MilestoneChanged> milestoneChanges(Shipment.Folded folded) {
        return folded.changes().stream()
                .filter(ShipmentChange.MilestoneChanged.class::isInstance)
                .map(ShipmentChange.MilestoneChanged.class::cast)
                .toList();
    }

    static Shipment fold(List<TrackingEvent> events) {
        var shipment = Shipment.empty(Samples.shipment(TrackingHistories.NUMBER));
        for (var event : events) {
            shipment = shipment.apply(event).shipment();
        }
        return shipment;
    }

    @Provide
    Arbitrary<Tuple2<List<TrackingEvent>, List<TrackingEvent>>> arrivals() {
        return Arbitraries.oneOf(TrackingHistories.webhooks(), TrackingHistories.contradictions())
                .flatMap(sent -> TrackingHistories.anyArrival(sent).map(arrived -> Tuple.of(sent, arrived)));
    }

    /** Of times that are certain: a doubtful one is bounded by its receipt. */
    @Provide
    Arbitrary<Tuple2<List<TrackingEvent>, List<TrackingEvent>>> receipts() {
        return TrackingHistories.contradictions()
                .flatMap(sent -> TrackingHistories.anyReceipt(sent).map(received -> Tuple.of(sent, received)));
    }

    @Provide
    Arbitrary<Tuple2<List<TrackingEvent>, List<TrackingEvent>>> contradictions() {
        return TrackingHistories.contradictions()
                .flatMap(sent -> TrackingHistories.anyArrival(sent).map(arrived -> Tuple.of(sent, arrived)));
    }
}
