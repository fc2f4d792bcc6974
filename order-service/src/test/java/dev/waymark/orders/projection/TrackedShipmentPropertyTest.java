package dev.waymark.orders.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.Journeys;
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

/** What two orders are told of their one parcel, however its courier contradicts and corrects itself. */
class TrackedShipmentPropertyTest {

    private static final OrderId FIRST = OrderId.of(new OrderNumber("10042"));
    private static final OrderId SECOND = OrderId.of(new OrderNumber("10043"));

    @Property(tries = 3000)
    void eachVisitIsToldToEachOrderAtMostOnce(@ForAll("stories") Story story) {
        assertThat(story.told())
                .filteredOn(MilestoneReached.class::isInstance)
                .extracting(update -> visit((MilestoneReached) update))
                .doesNotHaveDuplicates();
    }

    @Property(tries = 3000)
    void visitsOfAMilestoneOnlyRise(@ForAll("stories") Story story) {
        var highest = new HashMap<String, Integer>();

        for (var update : story.told()) {
            if (update instanceof MilestoneReached reached) {
                var before = highest.put(reached.orderId() + " " + reached.milestone(), reached.visit());
                assertThat(reached.visit()).isGreaterThan(before == null ? 0 : before);
            }
        }
    }

    @Property(tries = 3000)
    void noTwoUpdatesHaveOneId(@ForAll("stories") Story story) {
        assertThat(story.told()).extracting(OrderUpdate::id).doesNotHaveDuplicates();
    }

    @Property(tries = 3000)
    void nothingIsToldThatIsNotSo(@ForAll("stories") Story story) {
        assertThat(story.untrue()).isEmpty();
    }

    @Property(tries = 1000)
    void parcelItselfIsTheSameWhateverWasTold(@ForAll("stories") Story story) {
        var atOnce = TrackedShipment.unheard(Samples.shipment(Journeys.NUMBER)).tell(story.sent());

        assertThat(story.last().shipment()).isEqualTo(atOnce.shipment());
        assertThat(story.last().orders()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    private static String visit(MilestoneReached reached) {
        return reached.orderId() + " " + reached.milestone() + " " + reached.visit();
    }

    /**
     * One parcel's life with us.
     *
     * @param untrue what was told although the parcel did not stand there once it was written
     */
    record Story(
            List<TrackingEvent> sent, TrackedShipment last, List<OrderUpdate> told, List<MilestoneReached> untrue) {

        /** The events in batches of 1 to 3, and two claims on the way. */
        static Story of(List<TrackingEvent> sent, List<TrackingEvent> arrived, Random random) {
            var parcel = TrackedShipment.unheard(Samples.shipment(Journeys.NUMBER));
            var untrue = new ArrayList<MilestoneReached>();
            var firstClaim = random.nextInt(arrived.size());
            var secondClaim = random.nextInt(arrived.size());
            for (var i = 0; i < arrived.size(); ) {
                var end = Math.min(arrived.size(), i + 1 + random.nextInt(3));
                if (firstClaim >= i && firstClaim < end) {
                    parcel = written(parcel, parcel.claim(FIRST, Samples.NOON), untrue);
                }
                parcel = written(parcel, parcel.tell(arrived.subList(i, end)), untrue);
                if (secondClaim >= i && secondClaim < end) {
                    parcel = written(parcel, parcel.claim(SECOND, Samples.NOON), untrue);
                }
                i = end;
            }
            return new Story(sent, parcel, parcel.outbox(), untrue);
        }

        private static TrackedShipment written(
                TrackedShipment before, TrackedShipment after, List<MilestoneReached> untrue) {
            after.outbox().stream()
                    .skip(before.outbox().size())
                    .filter(MilestoneReached.class::isInstance)
                    .map(MilestoneReached.class::cast)
                    .filter(reached -> after.shipment()
                            .standing()
                            .filter(now -> now.subStatus() == reached.subStatus()
                                    && now.visit() == reached.visit()
                                    && now.occurredAt().equals(reached.occurredAt()))
                            .isEmpty())
                    .forEach(untrue::add);
            return after;
        }

        @Override
        public String toString() {
            return told.toString();
        }
    }

    @Provide
    Arbitrary<Story> stories() {
        return Arbitraries.oneOf(Journeys.webhooks(), Journeys.contradictions())
                .flatMap(sent -> Combinators.combine(
                                Journeys.anyArrival(sent),
                                Arbitraries.integers().between(0, Integer.MAX_VALUE))
                        .as((arrived, seed) -> Story.of(sent, arrived, new Random(seed))))
                .withoutEdgeCases();
    }
}
