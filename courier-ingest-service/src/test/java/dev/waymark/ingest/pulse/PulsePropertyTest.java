package dev.waymark.ingest.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever was heard, by whom, in which order, and whatever the clock says. */
class PulsePropertyTest {

    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = (int) Duration.ofDays(60).toSeconds();
    private static final Patience PATIENCE =
            new Patience(3, Duration.ofMinutes(5), 2, Duration.ofHours(1), ZoneId.of("Europe/Berlin"));

    @Property(tries = 300)
    void orderAndRepetitionAndWhoToldItMakeNoDifference(
            @ForAll("times") List<Instant> times,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 4) int parts) {
        var once = minutes(times);

        var mixed = new ArrayList<>(times);
        mixed.addAll(times.subList(0, times.size() / 2));
        Collections.shuffle(mixed, random);
        var byPart = mixed.stream().collect(Collectors.groupingBy(at -> random.nextInt(parts)));
        var together = byPart.values().stream().map(PulsePropertyTest::minutes).reduce(Minutes.NONE, Minutes::and);

        assertThat(together).isEqualTo(once);
        assertThat(together.count()).isEqualTo((int)
                times.stream().map(at -> at.getEpochSecond() / 60).distinct().count());
    }

    @Property(tries = 500)
    void everyNumberIsANumber(@ForAll("pulses") Pulse pulse, @ForAll("instants") Instant now) {
        pulse.silence(now, PATIENCE).ifPresent(silence -> {
            assertThat(silence.missed()).isFinite().isNotNegative();
            assertThat(silence.missed()).isLessThanOrEqualTo(silence.lasts().toMinutes() + 1e-6);
            assertThat(silence.lasts()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(silence.usualGap()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(silence.since()).isBeforeOrEqualTo(now);
        });
    }

    @Property(tries = 500)
    void silenceOnlyGrowsUntilTheNextWord(
            @ForAll("pulses") Pulse pulse,
            @ForAll("instants") Instant now,
            @ForAll @IntRange(max = 5_000_000) int more) {
        var heard = new Pulse(pulse.spoke().until(now), pulse.listened());

        heard.silence(now, PATIENCE).ifPresent(silence -> {
            var later = heard.silence(now.plusSeconds(more), PATIENCE).orElseThrow();
            assertThat(later.missed()).isGreaterThanOrEqualTo(silence.missed());
            assertThat(later.lasts()).isGreaterThanOrEqualTo(silence.lasts());
            assertThat(later.isAlarming() || !silence.isAlarming()).isTrue();
        });
    }

    @Property(tries = 500)
    void oneWordEndsIt(@ForAll("pulses") Pulse pulse, @ForAll("instants") Instant now) {
        var spoken = new Pulse(pulse.spoke().and(Minutes.of(now)), pulse.listened());

        var silence = spoken.silence(now, PATIENCE).orElseThrow();

        assertThat(silence.isAlarming()).isFalse();
        assertThat(silence.missed()).isZero();
        assertThat(silence.lasts()).isLessThan(Duration.ofMinutes(1));
    }

    @Property(tries = 300)
    void clockPutBackSeesOnlyWhatWasThen(
            @ForAll("pulses") Pulse pulse,
            @ForAll("instants") Instant now,
            @ForAll @IntRange(max = 5_000_000) int back) {
        var then = now.minusSeconds(back);

        var seenBack = pulse.silence(then, PATIENCE);

        assertThat(seenBack)
                .isEqualTo(new Pulse(pulse.spoke().until(then), pulse.listened().until(then)).silence(then, PATIENCE));
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(0, SECONDS).map(EARLIEST::plusSeconds);
    }

    @Provide
    Arbitrary<List<Instant>> times() {
        return instants().list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<Pulse> pulses() {
        var spans = Combinators.combine(instants(), Arbitraries.integers().between(0, 400_000))
                .as((from, seconds) -> Minutes.between(from, from.plusSeconds(seconds)))
                .list()
                .ofMaxSize(4)
                .map(all -> all.stream().reduce(Minutes.NONE, Minutes::and));
        var spoke = Combinators.combine(times(), spans, Arbitraries.of(true, false))
                .as((times, all, dense) -> dense ? minutes(times).and(all) : minutes(times));
        return Combinators.combine(spoke, spans).as(Pulse::new);
    }

    private static Minutes minutes(List<Instant> times) {
        return times.stream().map(Minutes::of).reduce(Minutes.NONE, Minutes::and);
    }
}
