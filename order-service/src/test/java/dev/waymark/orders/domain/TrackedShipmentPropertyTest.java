package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.TrackingEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The updates that two orders get about their one shipment, however its courier contradicts and corrects itself. */
class TrackedShipmentPropertyTest {

    private static final OrderId FIRST = OrderId.of(new OrderNumber("10042"));
    private static final OrderId SECOND = OrderId.of(new OrderNumber("10043"));

    @Property(tries = 800)
    void eachOccurrenceIsPublishedToEachOrderAtMostOnce(@ForAll("histories") History history) {
        assertThat(history.published())
                .filteredOn(MilestoneReached.class::isInstance)
                .extracting(update -> occurrence((MilestoneReached) update))
                .doesNotHaveDuplicates();
    }

    @Property(tries = 800)
    void occurrencesOfAMilestoneOnlyIncrease(@ForAll("histories") History history) {
        var highest = new HashMap<String, Integer>();

        for (var update : history.published()) {
            if (update instanceof MilestoneReached reached) {
                var before = highest.put(reached.orderId() + " " + reached.milestone(), reached.occurrence());
                assertThat(reached.occurrence()).isGreaterThan(before == null ? 0 : before);
            }
        }
    }

    @Property(tries = 800)
    void noTwoUpdatesHaveOneId(@ForAll("histories") History history) {
        assertThat(history.published()).extracting(OrderUpdate::id).doesNotHaveDuplicates();
    }

    @Property(tries = 800)
    void everyPublishedMilestoneIsTheCurrentOne(@ForAll("histories") History history) {
        assertThat(history.outdated()).isEmpty();
    }

    @Property(tries = 400)
    void shipmentDoesNotDependOnTheOrderOfArrival(@ForAll("histories") History history) {
        var atOnce = TrackedShipment.empty(Samples.shipment(TrackingHistories.NUMBER))
                .apply(history.sent());

        assertThat(history.last().shipment()).isEqualTo(atOnce.shipment());
        assertThat(history.last().orders()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    private static String occurrence(MilestoneReached reached) {
        return reached.orderId() + " " + reached.milestone() + " " + reached.occurrence();
    }

    /**
     * One shipment with two orders.
     *
     * @param outdated the published milestones that were not current once the shipment was written
     */
    record History(
            List<TrackingEvent> sent,
            TrackedShipment last,
            List<OrderUpdate> published,
            List<MilestoneReached> outdated) {

        /** The events in batches of 1 to 3, and two claims on the way. */
        static History of(List<TrackingEvent> sent, List<TrackingEvent> arrived, Random random) {
            var shipment = TrackedShipment.empty(Samples.shipment(TrackingHistories.NUMBER));
            var outdated = new ArrayList<MilestoneReached>();
            var firstClaim = random.nextInt(arrived.size());
            var secondClaim = random.nextInt(arrived.size());
            for (var i = 0; i < arrived.size(); ) {
                var end = Math.min(arrived.size(), i + 1 + random.nextInt(3));
                if (firstClaim >= i && firstClaim < end) {
                    shipment = stored(shipment, shipment.claim(FIRST, Samples.NOON), outdated);
                }
                shipment = stored(shipment, shipment.apply(arrived.subList(i, end)), outdated);
                if (secondClaim >= i && secondClaim < end) {
                    shipment = stored(shipment, shipment.claim(SECOND, Samples.NOON), outdated);
                }
                i = end;
            }
            return new History(sent, shipment, shipment.outbox(), outdated);
        }

        private static TrackedShipment stored(
                TrackedShipment before, TrackedShipment after, List<MilestoneReached> outdated) {
            after.outbox().stream()
                    .skip(before.outbox().size())
                    .filter(MilestoneReached.class::isInstance)
                    .map(MilestoneReached.class::cast)
                    .filter(reached -> after.shipment()
                            .status()
                            .filter(now -> now.subStatus() == reached.subStatus()
                                    && now.occurrence() == reached.occurrence()
                                    && now.occurredAt().equals(reached.occurredAt()))
                            .isEmpty())
                    .forEach(outdated::add);
            return after.withVersion(before.version() + 1);
        }

        @Override
        public String toString() {
            return published.toString();
        }
    }

    @Provide
    Arbitrary<History> histories() {
        return Arbitraries.oneOf(TrackingHistories.webhooks(), TrackingHistories.contradictions())
                .flatMap(sent -> Combinators.combine(
                                TrackingHistories.anyArrival(sent),
                                Arbitraries.integers().between(0, Integer.MAX_VALUE))
                        .as((arrived, seed) -> History.of(sent, arrived, new Random(seed))))
                .withoutEdgeCases();
    }
}
