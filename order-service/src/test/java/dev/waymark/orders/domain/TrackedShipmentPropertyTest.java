package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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

    private static final int SECOND_HOURS = 200 * 24;
    private static final Instant FIRST_PLACED = Samples.NOON.minus(Duration.ofHours(12));
    private static final Instant SECOND_PLACED = Samples.NOON.plus(Duration.ofHours(SECOND_HOURS));

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

    /** A number that is used again: its first journey ends, and months later another begins. */
    @Property(tries = 10_000)
    void noOrderHearsOfAnothersJourney(@ForAll("reused") List<TrackingEvent> arrived, @ForAll Random random) {
        var shipment = TrackedShipment.empty(Samples.shipment(TrackingHistories.NUMBER));
        var claims = new ArrayList<>(List.of(FIRST, SECOND));
        Collections.shuffle(claims, random);
        for (var event : arrived) {
            if (!claims.isEmpty() && random.nextInt(4) == 0) {
                shipment = claimed(shipment, claims.removeLast());
            }
            shipment = shipment.apply(List.of(event)).withVersion(shipment.version() + 1);
        }
        for (var order : claims) {
            shipment = claimed(shipment, order);
        }

        assertThat(times(shipment, FIRST_PLACED)).allMatch(at -> at.isBefore(SECOND_PLACED));
        assertThat(times(shipment, SECOND_PLACED)).allMatch(at -> at.isAfter(SECOND_PLACED));
        assertThat(shipment.journey(SECOND_PLACED).shipment().etas().byTime())
                .allMatch(known -> known.order().isAfter(SECOND_PLACED));
        assertThat(shipment.outbox())
                .filteredOn(MilestoneReached.class::isInstance)
                .filteredOn(update -> update.orderId().equals(SECOND))
                .allMatch(update -> ((MilestoneReached) update).occurredAt().isAfter(SECOND_PLACED));
        assertThat(shipment.newestJourney().orders()).containsExactly(SECOND);
    }

    private static TrackedShipment claimed(TrackedShipment shipment, OrderId order) {
        var placedAt = order.equals(FIRST) ? FIRST_PLACED : SECOND_PLACED;
        return shipment.claim(order, placedAt, placedAt).withVersion(shipment.version() + 1);
    }

    private static List<Instant> times(TrackedShipment shipment, Instant placedAt) {
        return shipment.journey(placedAt).shipment().checkpoints().stream()
                .map(KnownCheckpoint::effectiveAt)
                .toList();
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
                    shipment = stored(shipment, shipment.claim(FIRST, Samples.NOON, Samples.NOON), outdated);
                }
                shipment = stored(shipment, shipment.apply(arrived.subList(i, end)), outdated);
                if (secondClaim >= i && secondClaim < end) {
                    shipment = stored(shipment, shipment.claim(SECOND, Samples.NOON, Samples.NOON), outdated);
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
    Arbitrary<List<TrackingEvent>> reused() {
        return Combinators.combine(TrackingHistories.journey(0), TrackingHistories.journey(SECOND_HOURS + 12))
                .as((first, second) ->
                        Stream.concat(first.stream(), second.stream()).toList())
                .flatMap(TrackingHistories::anyArrival)
                .withoutEdgeCases();
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
