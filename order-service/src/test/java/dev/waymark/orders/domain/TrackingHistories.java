package dev.waymark.orders.domain;

import dev.waymark.contract.EventId;
import dev.waymark.contract.Samples;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Generates what a courier may report of one shipment, consistent or not, and every order in which it may arrive. */
public final class TrackingHistories {

    public static final String NUMBER = "RB000000017";

    /** All soft and final statuses, and those that may follow them. */
    private static final List<SubStatus> CONTRADICTING_STATUSES = List.of(
            SubStatus.ACCEPTED,
            SubStatus.OUT_FOR_DELIVERY,
            SubStatus.ATTEMPT_ABSENT,
            SubStatus.LOST,
            SubStatus.DISPOSED,
            SubStatus.DELIVERED_TO_RECIPIENT,
            SubStatus.LEFT_WITH_NEIGHBOUR,
            SubStatus.RETURN_STARTED,
            SubStatus.RETURNED_TO_SENDER,
            SubStatus.CANCELLED);

    private TrackingHistories() {}

    /** Webhooks of 1 to 4 checkpoints each, in the order of their sending. */
    public static Arbitrary<List<TrackingEvent>> webhooks() {
        return Arbitraries.integers()
                .between(0, Integer.MAX_VALUE)
                .map(seed -> webhooks(new Random(seed)))
                .withoutEdgeCases();
    }

    /** One checkpoint each, of a courier that reports final statuses, retracts them and tries again. */
    public static Arbitrary<List<TrackingEvent>> contradictions() {
        return Arbitraries.integers()
                .between(0, Integer.MAX_VALUE)
                .map(seed -> contradictions(new Random(seed)))
                .withoutEdgeCases();
    }

    /** One journey from its label to its end, beginning {@code hours} after noon; one webhook for each scan. */
    public static Arbitrary<List<TrackingEvent>> journey(int hours) {
        return Arbitraries.integers()
                .between(0, Integer.MAX_VALUE)
                .map(seed -> journey(hours, new Random(seed)))
                .withoutEdgeCases();
    }

    private static List<TrackingEvent> journey(int begin, Random random) {
        var statuses = new ArrayList<>(List.of(SubStatus.LABEL_CREATED, SubStatus.ACCEPTED));
        for (var i = 0; i < random.nextInt(4); i++) {
            statuses.add(CONTRADICTING_STATUSES.get(random.nextInt(3)));
        }
        statuses.add(random.nextBoolean() ? SubStatus.DELIVERED_TO_RECIPIENT : SubStatus.RETURNED_TO_SENDER);
        var events = new ArrayList<TrackingEvent>();
        for (var i = 0; i < statuses.size(); i++) {
            var scan = Samples.scan(NUMBER, statuses.get(i), begin + i * 20);
            var receivedAt = scan.time().occurredAt().plus(Duration.ofMinutes(random.nextInt(90)));
            var day = LocalDate.ofInstant(receivedAt, ZoneOffset.UTC).plusDays(random.nextInt(3));
            var eta = random.nextBoolean() ? new Eta(day, day, null, null, Eta.Source.COURIER, receivedAt) : null;
            events.add(event(EventId.of("journey", scan.id().value()), List.of(scan), eta, null, null, receivedAt));
        }
        return events;
    }

    /** The same webhooks, each received at another time: whichever of them is the first. */
    public static Arbitrary<List<TrackingEvent>> anyReceipt(List<TrackingEvent> sent) {
        return Arbitraries.integers()
                .between(0, Integer.MAX_VALUE)
                .map(seed -> {
                    var receipts = new ArrayList<>(
                            sent.stream().map(TrackingEvent::receivedAt).toList());
                    Collections.shuffle(receipts, new Random(seed));
                    return IntStream.range(0, sent.size())
                            .mapToObj(i -> received(sent.get(i), receipts.get(i)))
                            .toList();
                })
                .withoutEdgeCases();
    }

    /** The same webhooks shuffled, some received once more later on, some split into single checkpoints. */
    public static Arbitrary<List<TrackingEvent>> anyArrival(List<TrackingEvent> sent) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.integers().between(0, 100))
                .as((seed, often) -> arrival(sent, new Random(seed), often))
                .withoutEdgeCases();
    }

    private static List<TrackingEvent> webhooks(Random random) {
        var known = new ArrayList<Checkpoint>();
        var events = new ArrayList<TrackingEvent>();
        for (var i = 0; i < 1 + random.nextInt(8); i++) {
            var reported = new ArrayList<Checkpoint>();
            for (var j = 0; j < 1 + random.nextInt(4); j++) {
                var checkpoint = random.nextInt(8) == 0 && !known.isEmpty()
                        ? known.get(random.nextInt(known.size()))
                        : timed(checkpoint(random, known), random);
                known.add(checkpoint);
                reported.add(checkpoint);
            }
            events.add(event(i, reported, random));
        }
        return events;
    }

    private static List<TrackingEvent> contradictions(Random random) {
        var known = new ArrayList<Checkpoint>();
        var events = new ArrayList<TrackingEvent>();
        for (var i = 0; i < 2 + random.nextInt(9); i++) {
            var hour = random.nextInt(10);
            var checkpoint = random.nextInt(4) == 0 && !known.isEmpty()
                    ? Samples.retraction(NUMBER, known.get(random.nextInt(known.size())), hour)
                    : Samples.scan(
                            NUMBER, CONTRADICTING_STATUSES.get(random.nextInt(CONTRADICTING_STATUSES.size())), hour);
            known.add(checkpoint);
            events.add(event(i, List.of(checkpoint), random));
        }
        return events;
    }

    private static Checkpoint checkpoint(Random random, List<Checkpoint> known) {
        var hour = random.nextInt(12);
        var kind = random.nextInt(20);
        if (kind == 0 && !known.isEmpty()) {
            return Samples.retraction(NUMBER, known.get(random.nextInt(known.size())), hour);
        }
        if (kind == 1) {
            return Samples.notice(NUMBER, Notice.INFO, hour);
        }
        var statuses = SubStatus.values();
        var status = statuses[random.nextInt(statuses.length)];
        return kind == 2 ? Samples.returnScan(NUMBER, status, hour) : Samples.scan(NUMBER, status, hour);
    }

    /** One of four has a time of which the zone, or all but the day, is in doubt; some lie ahead of their receipt. */
    private static Checkpoint timed(Checkpoint checkpoint, Random random) {
        var qualities = List.of(ZoneQuality.values());
        var quality = qualities.get(random.nextInt(qualities.size()));
        var hours = random.nextInt(40) == 0 ? 24 * 365 * 30 : random.nextInt(44) - 12;
        var at = checkpoint.time().occurredAt().plus(Duration.ofHours(hours));
        return random.nextInt(4) > 0
                ? checkpoint
                : new Checkpoint(
                        CheckpointId.of(
                                Samples.shipment(NUMBER),
                                List.of(checkpoint.id().value(), at.toString())),
                        checkpoint.fact(),
                        checkpoint.direction(),
                        new CheckpointTime(
                                quality == ZoneQuality.DATE_ONLY ? at.truncatedTo(ChronoUnit.DAYS) : at,
                                at.toString(),
                                quality),
                        checkpoint.place(),
                        checkpoint.details(),
                        checkpoint.rawStatus());
    }

    private static TrackingEvent received(TrackingEvent event, Instant receivedAt) {
        var eta = event.eta();
        var stated = eta == null || event.reportedAt() != null
                ? eta
                : new Eta(eta.from(), eta.until(), null, null, eta.source(), receivedAt);
        return event(event.id(), event.checkpoints(), stated, event.proofOfDelivery(), event.reportedAt(), receivedAt);
    }

    private static TrackingEvent event(int i, List<Checkpoint> reported, Random random) {
        var receivedAt = Samples.NOON.plus(Duration.ofHours(20 + i));
        var day = LocalDate.parse("2027-05-14").plusDays(random.nextInt(3));
        // Two of three couriers say when they said it.
        var reportedAt = random.nextInt(3) == 0 ? null : Samples.NOON.plus(Duration.ofHours(random.nextInt(9)));
        var eta = random.nextInt(3) == 0
                ? new Eta(day, day, null, null, Eta.Source.COURIER, reportedAt == null ? receivedAt : reportedAt)
                : null;
        var proof = random.nextInt(6) == 0 ? new ProofOfDelivery(ProofOfDelivery.Type.PHOTO, "p" + i) : null;
        return event(EventId.of("webhook", String.valueOf(i)), reported, eta, proof, reportedAt, receivedAt);
    }

    private static TrackingEvent event(
            EventId id,
            List<Checkpoint> reported,
            @Nullable Eta eta,
            @Nullable ProofOfDelivery proof,
            @Nullable Instant reportedAt,
            Instant receivedAt) {
        return new TrackingEvent(
                id,
                Samples.CDEK,
                Samples.shipment(NUMBER).trackingNumber(),
                reported,
                eta,
                proof,
                reportedAt,
                receivedAt,
                "cdek/1",
                "raw");
    }

    private static List<TrackingEvent> arrival(List<TrackingEvent> sent, Random random, int often) {
        var arrived = new ArrayList<TrackingEvent>();
        for (var event : sent) {
            // Where the courier does not say when it said so, its latest scan does: a part may be without that.
            if (random.nextInt(100) < often && event.reportedAt() != null) {
                split(event, arrived);
            } else {
                arrived.add(event);
            }
            if (random.nextInt(100) < often) {
                arrived.add(received(event, event.receivedAt().plus(Duration.ofMinutes(random.nextInt(9_000)))));
            }
        }
        Collections.shuffle(arrived, random);
        return arrived;
    }

    private static void split(TrackingEvent event, List<TrackingEvent> parts) {
        for (var checkpoint : event.checkpoints()) {
            parts.add(event(
                    event.id(),
                    List.of(checkpoint),
                    event.eta(),
                    event.proofOfDelivery(),
                    event.reportedAt(),
                    event.receivedAt()));
        }
    }
}
