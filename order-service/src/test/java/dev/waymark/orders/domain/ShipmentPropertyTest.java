package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Samples;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.TrackingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

class ShipmentPropertyTest {

    @Property(tries = 2000)
    void anyArrivalGivesTheSameShipment(@ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        assertThat(fold(webhooks.get2())).isEqualTo(fold(webhooks.get1()));
    }

    @Property(tries = 500)
    void foldingAtOnceIsFoldingOneByOne(@ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var atOnce = Shipment.unheard(Samples.shipment(Journeys.NUMBER)).applyAll(webhooks.get2());

        assertThat(atOnce.shipment()).isEqualTo(fold(webhooks.get1()));
    }

    @Property(tries = 500)
    void whatIsToldAgainChangesNothing(@ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var shipment = fold(webhooks.get1());

        webhooks.get2()
                .forEach(
                        event -> assertThat(shipment.apply(event)).isEqualTo(new Shipment.Folded(shipment, List.of())));
    }

    @Property(tries = 2000)
    void onlyTheMilestoneThatHoldsIsTold(
            @ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var shipment = Shipment.unheard(Samples.shipment(Journeys.NUMBER));

        for (var event : webhooks.get2()) {
            var folded = shipment.apply(event);
            shipment = folded.shipment();
            for (var moved : moves(folded)) {
                assertThat(shipment.standing()).contains(moved.standing());
            }
        }
    }

    @Property(tries = 2000)
    void afterTheEndOnlyAReturnOrACorrectionIsTold(
            @ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var shipment = Shipment.unheard(Samples.shipment(Journeys.NUMBER));

        for (var event : webhooks.get2()) {
            var before = shipment.standing();
            var folded = shipment.apply(event);
            shipment = folded.shipment();
            var delivered = before.filter(was ->
                    was.milestone() == Milestone.DELIVERED && was.subStatus().finality() == Finality.FINAL);
            for (var moved : moves(folded)) {
                if (delivered.isPresent() && moved.origin() == ChangeOrigin.LIVE) {
                    // On its way back; or at an end that came before what we took for the end.
                    assertThat(moved.standing().direction() == Direction.RETURN
                                    || moved.standing().finished())
                            .isTrue();
                }
            }
        }
    }

    @Property(tries = 2000)
    void oneCheckpointIsNewsOnce(@ForAll("contradictions") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var news = new ArrayList<CheckpointId>();
        var shipment = Shipment.unheard(Samples.shipment(Journeys.NUMBER));

        for (var event : webhooks.get2()) {
            var folded = shipment.apply(event);
            shipment = folded.shipment();
            moves(folded).stream()
                    .filter(moved -> moved.origin() != ChangeOrigin.CORRECTION)
                    .forEach(moved -> news.add(moved.standing().sighting().id()));
        }

        assertThat(news).doesNotHaveDuplicates();
    }

    private static List<ShipmentChange.Moved> moves(Shipment.Folded folded) {
        return folded.changes().stream()
                .<Optional<ShipmentChange.Moved>>map(change -> change.match(Optional::of, retold -> Optional.empty()))
                .flatMap(Optional::stream)
                .toList();
    }

    static Shipment fold(List<TrackingEvent> events) {
        var shipment = Shipment.unheard(Samples.shipment(Journeys.NUMBER));
        for (var event : events) {
            shipment = shipment.apply(event).shipment();
        }
        return shipment;
    }

    @Provide
    Arbitrary<Tuple2<List<TrackingEvent>, List<TrackingEvent>>> arrivals() {
        return Arbitraries.oneOf(Journeys.webhooks(), Journeys.contradictions())
                .flatMap(sent -> Journeys.anyArrival(sent).map(arrived -> Tuple.of(sent, arrived)));
    }

    @Provide
    Arbitrary<Tuple2<List<TrackingEvent>, List<TrackingEvent>>> contradictions() {
        return Journeys.contradictions()
                .flatMap(sent -> Journeys.anyArrival(sent).map(arrived -> Tuple.of(sent, arrived)));
    }
}
