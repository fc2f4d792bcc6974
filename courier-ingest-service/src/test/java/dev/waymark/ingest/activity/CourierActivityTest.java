package dev.waymark.ingest.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CourierActivityTest {

    private static final AlertThresholds THRESHOLDS = thresholds(Duration.ofDays(7), ZoneOffset.UTC);
    private static final AlertThresholds WITHOUT_LEARNING = thresholds(Duration.ZERO, ZoneOffset.UTC);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Instant MONDAY = SampleMinutes.MONDAY;

    @Test
    void steadyCourierIsAlarmingAfterTenMissedMinutes() {
        var last = MONDAY.plus(Duration.ofHours(10));
        var activity = alwaysListening(SampleMinutes.every(FIVE_MINUTES, MONDAY, last));

        assertThat(isAlarming(activity, last.plus(Duration.ofMinutes(49)))).isFalse();
        assertThat(isAlarming(activity, last.plus(Duration.ofMinutes(51)))).isTrue();
        assertThat(inactivity(activity, last.plus(Duration.ofMinutes(51))).usualGap())
                .isEqualTo(FIVE_MINUTES);
    }

    @Test
    void nightsAndWeekendsOfACourierThatRestsThenDoNotAlarm() {
        var activity = alwaysListening(SampleMinutes.officeHours(3, 5, Duration.ofMinutes(2)));
        var fridayEvening = MONDAY.plus(Duration.ofDays(18)).plus(Duration.ofHours(18));

        var sunday = inactivity(activity, fridayEvening.plus(Duration.ofDays(2)));
        var mondayMorning =
                inactivity(activity, MONDAY.plus(Duration.ofDays(21)).plus(Duration.ofHours(9)));
        var half = inactivity(activity, MONDAY.plus(Duration.ofDays(21)).plus(Duration.ofMinutes(9 * 60 + 30)));

        assertThat(sunday.isAlarming()).isFalse();
        assertThat(mondayMorning.isAlarming()).isFalse();
        assertThat(half.isAlarming()).isTrue();
        assertThat(half.since()).isEqualTo(fridayEvening);
        assertThat(half.usualGap()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void firstWeekendDoesNotAlarmBecauseNoWeekIsLearned() {
        var activity = alwaysListening(SampleMinutes.officeHours(1, 5, Duration.ofMinutes(2)));

        var sunday = inactivity(activity, MONDAY.plus(Duration.ofDays(6)));

        assertThat(sunday.missedMinutes()).isGreaterThan(10);
        assertThat(sunday.isAlarming()).isFalse();
    }

    @Test
    void changedClocksAlarmNobodyWhereTheZoneIsKnown() {
        var berlin = ZoneId.of("Europe/Berlin");
        // Three weeks of 09:00 to 18:00, up to the Sunday on which clocks are put back.
        var opens = ZonedDateTime.of(2026, 10, 5, 9, 0, 0, 0, berlin);
        var active = Stream.iterate(opens, day -> day.plusDays(1))
                .limit(21)
                .map(day -> SampleMinutes.every(
                        Duration.ofMinutes(2), day.toInstant(), day.plusHours(9).toInstant()));
        var activity = alwaysListening(SampleMinutes.union(active));
        var eightInBerlin = Instant.parse("2026-10-26T07:50:00Z");

        var zoned = thresholds(Duration.ofDays(7), berlin);

        assertThat(activity.inactivity(eightInBerlin, zoned).orElseThrow().isAlarming())
                .isFalse();
        assertThat(activity.inactivity(eightInBerlin, THRESHOLDS).orElseThrow().isAlarming())
                .isTrue();
    }

    @Test
    void ourOwnDowntimeIsNoInactivity() {
        var last = MONDAY.plus(Duration.ofHours(10));
        var back = last.plus(Duration.ofHours(6));
        var activity = new CourierActivity(
                SampleMinutes.ORIGIN,
                SampleMinutes.every(FIVE_MINUTES, MONDAY, last),
                SampleMinutes.union(Stream.of(
                        SampleMinutes.between(MONDAY, last), SampleMinutes.between(back, back.plusSeconds(7200)))));

        assertThat(isAlarming(activity, back.plus(Duration.ofMinutes(40)))).isFalse();
        assertThat(isAlarming(activity, back.plus(Duration.ofMinutes(60)))).isTrue();
    }

    @Test
    void rareCourierIsGivenItsUsualTime() {
        var last = MONDAY.plus(Duration.ofDays(40));
        var activity = alwaysListening(SampleMinutes.every(Duration.ofHours(30), MONDAY, last));

        assertThat(isAlarming(activity, last.plus(Duration.ofDays(3)))).isFalse();
        assertThat(isAlarming(activity, last.plus(Duration.ofDays(18)))).isTrue();
    }

    @Test
    void courierWithFewActiveMinutesIsNotJudged() {
        var last = MONDAY.plus(Duration.ofMinutes(5 * 18));
        var activity = alwaysListening(SampleMinutes.every(FIVE_MINUTES, MONDAY, last));

        assertThat(inactivity(activity, last.plus(Duration.ofDays(1))).missedMinutes())
                .isGreaterThan(10);
        assertThat(isAlarming(activity, last.plus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void frequentCourierIsGivenTheMinimalDuration() {
        var last = MONDAY.plus(Duration.ofHours(5));
        var activity = alwaysListening(SampleMinutes.between(MONDAY, last));

        assertThat(inactivity(activity, last.plus(Duration.ofMinutes(14))).missedMinutes())
                .isGreaterThan(10);
        assertThat(isAlarming(activity, last.plus(Duration.ofMinutes(14)))).isFalse();
        assertThat(isAlarming(activity, last.plus(Duration.ofMinutes(15)))).isTrue();
    }

    @Test
    void newHabitIsLearnedInAFewWeeks() {
        var everyTwoMinutes = SampleMinutes.officeHours(3, 7, Duration.ofMinutes(2));
        var everyTwentyMinutes = SampleMinutes.officeHours(8, 7, Duration.ofMinutes(20));
        everyTwentyMinutes.clear(0, (int) Duration.ofDays(60 + 21).toMinutes());
        var activity = alwaysListening(SampleMinutes.union(Stream.of(everyTwoMinutes, everyTwentyMinutes)));
        var noon = MONDAY.plus(Duration.ofDays(56)).plus(Duration.ofHours(12));

        assertThat(inactivity(activity, noon).usualGap()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(20));
    }

    @Test
    void neverActiveIsNoInactivity() {
        var activity = new CourierActivity(SampleMinutes.ORIGIN, new BitSet(), SampleMinutes.of(MONDAY));

        assertThat(activity.inactivity(MONDAY, THRESHOLDS)).isEmpty();
    }

    private static AlertThresholds thresholds(Duration learningPeriod, ZoneId zone) {
        return new AlertThresholds(10, Duration.ofMinutes(15), 20, learningPeriod, zone, Duration.ofSeconds(30));
    }

    private static CourierActivity alwaysListening(BitSet active) {
        return new CourierActivity(
                SampleMinutes.ORIGIN,
                active,
                SampleMinutes.between(SampleMinutes.ORIGIN, MONDAY.plus(Duration.ofDays(90))));
    }

    private static boolean isAlarming(CourierActivity activity, Instant now) {
        return activity.inactivity(now, WITHOUT_LEARNING).orElseThrow().isAlarming();
    }

    private static Inactivity inactivity(CourierActivity activity, Instant now) {
        return activity.inactivity(now, THRESHOLDS).orElseThrow();
    }
}
