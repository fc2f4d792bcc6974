package dev.waymark.ingest.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PulseTest {

    private static final Patience PATIENCE =
            new Patience(10, Duration.ofMinutes(15), 20, Duration.ofDays(7), ZoneOffset.UTC);
    private static final Patience IMPATIENT =
            new Patience(10, Duration.ofMinutes(15), 20, Duration.ZERO, ZoneOffset.UTC);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Instant MONDAY = Days.MONDAY;

    @Test
    void steadyCourierIsSilentAfterTenMissedWords() {
        var last = MONDAY.plus(Duration.ofHours(10));
        var pulse = alwaysHeard(Days.every(FIVE_MINUTES, MONDAY, last));

        assertThat(isAlarming(pulse, last.plus(Duration.ofMinutes(49)))).isFalse();
        assertThat(isAlarming(pulse, last.plus(Duration.ofMinutes(51)))).isTrue();
        assertThat(silence(pulse, last.plus(Duration.ofMinutes(51))).usualGap()).isEqualTo(FIVE_MINUTES);
    }

    @Test
    void burstIsOneWord() {
        var last = MONDAY.plus(Duration.ofHours(10));
        var spoke = Days.every(FIVE_MINUTES, MONDAY, last);
        var burst = Minutes.of(last.minusSeconds(300))
                .and(Minutes.of(last.minusSeconds(299)))
                .and(Minutes.of(last.minusSeconds(298)));

        assertThat(spoke.and(burst)).isEqualTo(spoke);
    }

    @Test
    void nightsAndWeekendsOfACourierThatRestsThenAreNoAlarm() {
        var pulse = alwaysHeard(Days.officeHours(3, 5, Duration.ofMinutes(2)));
        var fridayEvening = MONDAY.plus(Duration.ofDays(18)).plus(Duration.ofHours(18));

        var sunday = silence(pulse, fridayEvening.plus(Duration.ofDays(2)));
        var mondayMorning = silence(pulse, MONDAY.plus(Duration.ofDays(21)).plus(Duration.ofHours(9)));
        var half = silence(pulse, MONDAY.plus(Duration.ofDays(21)).plus(Duration.ofMinutes(9 * 60 + 30)));

        assertThat(sunday.isAlarming()).isFalse();
        assertThat(mondayMorning.isAlarming()).isFalse();
        assertThat(half.isAlarming()).isTrue();
        assertThat(half.since()).isEqualTo(fridayEvening);
        assertThat(half.usualGap()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void firstWeekendIsNoAlarmBecauseAWeekIsNotYetKnown() {
        var pulse = alwaysHeard(Days.officeHours(1, 5, Duration.ofMinutes(2)));

        var sunday = silence(pulse, MONDAY.plus(Duration.ofDays(6)));

        assertThat(sunday.missed()).isGreaterThan(10);
        assertThat(sunday.isAlarming()).isFalse();
    }

    @Test
    void clocksPutBackAlarmNobodyWhereTheZoneIsKnown() {
        var berlin = ZoneId.of("Europe/Berlin");
        // Three weeks of 09:00 to 18:00, up to the Sunday on which clocks are put back.
        var opens = ZonedDateTime.of(2026, 10, 5, 9, 0, 0, 0, berlin);
        var spoke = Stream.iterate(opens, day -> day.plusDays(1))
                .limit(21)
                .map(day -> Days.every(
                        Duration.ofMinutes(2), day.toInstant(), day.plusHours(9).toInstant()))
                .reduce(Minutes.NONE, Minutes::and);
        var pulse = alwaysHeard(spoke);
        var eightInBerlin = Instant.parse("2026-10-26T07:50:00Z");

        var knowing = new Patience(10, Duration.ofMinutes(15), 20, Duration.ofDays(7), berlin);

        assertThat(pulse.silence(eightInBerlin, knowing).orElseThrow().isAlarming())
                .isFalse();
        assertThat(pulse.silence(eightInBerlin, PATIENCE).orElseThrow().isAlarming())
                .isTrue();
    }

    @Test
    void whileNobodyListenedNobodyWasSilent() {
        var last = MONDAY.plus(Duration.ofHours(10));
        var spoke = Days.every(FIVE_MINUTES, MONDAY, last);
        var back = last.plus(Duration.ofHours(6));
        var pulse = new Pulse(spoke, Minutes.between(MONDAY, last).and(Minutes.between(back, back.plusSeconds(7200))));

        assertThat(isAlarming(pulse, back.plus(Duration.ofMinutes(40)))).isFalse();
        assertThat(isAlarming(pulse, back.plus(Duration.ofMinutes(60)))).isTrue();
    }

    @Test
    void rareCourierIsGivenTheTimeItUsuallyTakes() {
        var last = MONDAY.plus(Duration.ofDays(40));
        var pulse = alwaysHeard(Days.every(Duration.ofHours(30), MONDAY, last));

        assertThat(isAlarming(pulse, last.plus(Duration.ofDays(3)))).isFalse();
        assertThat(isAlarming(pulse, last.plus(Duration.ofDays(18)))).isTrue();
    }

    @Test
    void courierThatSpokeSeldomIsNotKnown() {
        var last = MONDAY.plus(Duration.ofMinutes(5 * 18));
        var pulse = alwaysHeard(Days.every(FIVE_MINUTES, MONDAY, last));

        assertThat(silence(pulse, last.plus(Duration.ofDays(1))).missed()).isGreaterThan(10);
        assertThat(isAlarming(pulse, last.plus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void quickCourierIsGivenTheLeastSilence() {
        var last = MONDAY.plus(Duration.ofHours(5));
        var pulse = alwaysHeard(Minutes.between(MONDAY, last));

        assertThat(silence(pulse, last.plus(Duration.ofMinutes(14))).missed()).isGreaterThan(10);
        assertThat(isAlarming(pulse, last.plus(Duration.ofMinutes(14)))).isFalse();
        assertThat(isAlarming(pulse, last.plus(Duration.ofMinutes(15)))).isTrue();
    }

    @Test
    void newHoursAreLearnedInAFewWeeks() {
        var threeWeeks = Days.officeHours(3, 7, Duration.ofMinutes(2));
        var nowEveryTwentyMinutes =
                Days.officeHours(8, 7, Duration.ofMinutes(20)).since(MONDAY.plus(Duration.ofDays(21)));
        var pulse = alwaysHeard(threeWeeks.and(nowEveryTwentyMinutes));

        var noon = MONDAY.plus(Duration.ofDays(56)).plus(Duration.ofHours(12));

        assertThat(silence(pulse, noon).usualGap()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(20));
    }

    @Test
    void neverHeardIsNoSilence() {
        assertThat(new Pulse(Minutes.NONE, Minutes.of(MONDAY)).silence(MONDAY, PATIENCE))
                .isEmpty();
    }

    private static Pulse alwaysHeard(Minutes spoke) {
        return new Pulse(spoke, Minutes.between(MONDAY.minus(Duration.ofDays(60)), MONDAY.plus(Duration.ofDays(90))));
    }

    private static boolean isAlarming(Pulse pulse, Instant now) {
        return pulse.silence(now, IMPATIENT).orElseThrow().isAlarming();
    }

    private static Silence silence(Pulse pulse, Instant now) {
        return pulse.silence(now, PATIENCE).orElseThrow();
    }
}
