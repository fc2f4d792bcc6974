package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.EventId;
import dev.waymark.contract.Samples;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChronologyTest {

    private static final String NUMBER = "RB000000017";
    private static final Instant MORNING = Instant.parse("2027-05-12T06:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2027-12-01");
    private static final LocalDate NINTH = LocalDate.parse("2027-12-09");

    @Test
    void clockEastOfGreenwichSaysNothingOfTomorrow() {
        var shipment = fold(received(MORNING, at(SubStatus.DELIVERED_TO_RECIPIENT, MORNING.plus(hours(9)), SUSPECT)));

        assertThat(shipment.status().orElseThrow().occurredAt()).isEqualTo(MORNING);
        assertThat(shipment.lastScanAt()).contains(MORNING);
    }

    @Test
    void clockWestOfGreenwichMakesNothingOld() {
        var shipment = fold(received(MORNING, at(SubStatus.OUT_FOR_DELIVERY, MORNING.minus(hours(8)), ASSUMED)));

        assertThat(shipment.status().orElseThrow().occurredAt()).isEqualTo(MORNING);
    }

    @Test
    void noDoubtAboutAZoneMakesAnOldScanNew() {
        var threeDaysAgo = MORNING.minus(hours(72));
        var shipment = fold(received(MORNING, at(SubStatus.OUT_FOR_DELIVERY, threeDaysAgo, SUSPECT)));

        assertThat(shipment.status().orElseThrow().occurredAt()).isEqualTo(threeDaysAgo);
    }

    @Test
    void scansAheadOfTheirReceiptKeepTheOrderOfTheirClock() {
        var attempt = received(MORNING, at(SubStatus.ATTEMPT_ABSENT, MORNING.plus(hours(9)), SUSPECT));
        var loaded = received(MORNING.plusSeconds(60), at(SubStatus.OUT_FOR_DELIVERY, MORNING.plus(hours(5)), SUSPECT));

        assertThat(subStatus(fold(attempt, loaded))).isEqualTo(SubStatus.ATTEMPT_ABSENT);
    }

    @Test
    void scanOfTheFarFutureIsKeptAndMovesNothing() {
        var shipment = fold(
                received(MORNING, at(SubStatus.ARRIVED, MORNING, EXPLICIT)),
                received(
                        MORNING.plusSeconds(60),
                        at(SubStatus.DELIVERED_TO_RECIPIENT, Instant.parse("2062-05-12T06:00:00Z"), EXPLICIT)),
                received(MORNING.plusSeconds(90), at(SubStatus.OUT_FOR_DELIVERY, MORNING.plusSeconds(80), EXPLICIT)));

        assertThat(shipment.checkpoints()).hasSize(3);
        assertThat(subStatus(shipment)).isEqualTo(SubStatus.OUT_FOR_DELIVERY);
        assertThat(shipment.lastScanAt()).contains(MORNING.plusSeconds(80));
    }

    @Test
    void readinessWithADateAloneComesAfterTheScansOfThatMorning() {
        var shipment = fold(received(
                MORNING.plus(hours(6)),
                at(SubStatus.AWAITING_COLLECTION, Instant.parse("2027-05-12T00:00:00Z"), ZoneQuality.DATE_ONLY),
                at(SubStatus.ARRIVED, MORNING, EXPLICIT)));

        assertThat(subStatus(shipment)).isEqualTo(SubStatus.AWAITING_COLLECTION);
    }

    @Test
    void departureWithADateAloneComesBeforeTheDeliveryAttemptOfThatDay() {
        var shipment = fold(received(
                MORNING.plus(hours(6)),
                at(SubStatus.OUT_FOR_DELIVERY, Instant.parse("2027-05-12T00:00:00Z"), ZoneQuality.DATE_ONLY),
                at(SubStatus.ATTEMPT_ABSENT, MORNING.plus(hours(5)), EXPLICIT)));

        assertThat(subStatus(shipment)).isEqualTo(SubStatus.ATTEMPT_ABSENT);
    }

    @Test
    void repeatedWebhookDoesNotMakeAnOldEstimateNew() {
        var scan = at(SubStatus.ARRIVED, MORNING, EXPLICIT);
        var old = estimate("a", null, FIRST, MORNING.plusSeconds(60), scan);
        var current = estimate("b", null, NINTH, MORNING.plusSeconds(120), scan);
        var known = fold(old, current);

        var repeated = known.apply(estimate("a", null, FIRST, MORNING.plus(hours(30)), scan));

        assertThat(known.etas().current().orElseThrow().from()).isEqualTo(NINTH);
        assertThat(repeated).isEqualTo(new Shipment.Folded(known, List.of()));
    }

    @Test
    void estimateIsCurrentAgainWhenItIsStatedWithALaterScan() {
        var scan = at(SubStatus.ARRIVED, MORNING, EXPLICIT);
        var later = at(SubStatus.DEPARTED, MORNING.plus(hours(2)), EXPLICIT);

        var shipment = fold(
                estimate("a", null, FIRST, MORNING.plusSeconds(60), scan),
                estimate("b", null, NINTH, MORNING.plusSeconds(120), scan),
                estimate("c", null, FIRST, MORNING.plus(hours(3)), scan, later));

        assertThat(shipment.etas().current().orElseThrow().from()).isEqualTo(FIRST);
    }

    @Test
    void ownTimeOfAStatementCountsHoweverLateItComes() {
        var late = estimate("a", MORNING, FIRST, MORNING.plus(hours(9)));
        var early = estimate("b", MORNING.plus(hours(1)), NINTH, MORNING.plus(hours(2)));

        assertThat(fold(early, late).etas().current().orElseThrow().from()).isEqualTo(NINTH);
    }

    private static final ZoneQuality EXPLICIT = ZoneQuality.EXPLICIT;
    private static final ZoneQuality SUSPECT = ZoneQuality.SUSPECT;
    private static final ZoneQuality ASSUMED = ZoneQuality.ASSUMED;

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private static SubStatus subStatus(Shipment shipment) {
        return shipment.status().orElseThrow().subStatus();
    }

    private static Shipment fold(TrackingEvent... events) {
        return ShipmentPropertyTest.fold(List.of(events));
    }

    private static Checkpoint at(SubStatus status, Instant at, ZoneQuality quality) {
        var scan = Samples.scan(
                NUMBER, status, (int) Duration.between(Samples.NOON, at).toHours());
        return new Checkpoint(
                scan.id(),
                scan.fact(),
                scan.direction(),
                new CheckpointTime(at, at.toString(), quality),
                scan.place(),
                null,
                scan.rawStatus());
    }

    private static TrackingEvent received(Instant receivedAt, Checkpoint... checkpoints) {
        return Samples.received(NUMBER, receivedAt, checkpoints);
    }

    private static TrackingEvent estimate(
            String raw, @Nullable Instant reportedAt, LocalDate day, Instant receivedAt, Checkpoint... scans) {
        var statedAt = reportedAt == null ? receivedAt : reportedAt;
        return new TrackingEvent(
                EventId.of(raw),
                Samples.CDEK,
                Samples.shipment(NUMBER).trackingNumber(),
                List.of(scans),
                new Eta(day, day, null, null, Eta.Source.COURIER, statedAt),
                null,
                reportedAt,
                receivedAt,
                "cdek/1",
                raw);
    }
}
