package dev.waymark.ingest.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any minutes, at any time. */
class CourierActivityPropertyTest {

    private static final int SECONDS = (int) Duration.ofDays(60).toSeconds();
    private static final AlertThresholds THRESHOLDS = new AlertThresholds(
            3, Duration.ofMinutes(5), 2, Duration.ofHours(1), ZoneId.of("Europe/Berlin"), Duration.ofSeconds(30));

    @Property(tries = 500)
    void everyNumberIsANumber(@ForAll("activities") CourierActivity activity, @ForAll("instants") Instant now) {
        activity.inactivity(now, THRESHOLDS).ifPresent(inactivity -> {
            assertThat(inactivity.missedMinutes()).isFinite().isNotNegative();
            assertThat(inactivity.missedMinutes())
                    .isLessThanOrEqualTo(inactivity.duration().toMinutes() + 1e-6);
            assertThat(inactivity.duration()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(inactivity.usualGap()).isGreaterThanOrEqualTo(Duration.ZERO);
            assertThat(inactivity.since()).isBeforeOrEqualTo(now);
        });
    }

    @Property(tries = 500)
    void inactivityOnlyGrowsUntilTheNextActiveMinute(
            @ForAll("activities") CourierActivity activity,
            @ForAll("instants") Instant now,
            @ForAll @IntRange(max = 5_000_000) int more) {
        var known = new CourierActivity(activity.origin(), until(activity.active(), now), activity.listening());

        known.inactivity(now, THRESHOLDS).ifPresent(inactivity -> {
            var later = known.inactivity(now.plusSeconds(more), THRESHOLDS).orElseThrow();
            assertThat(later.missedMinutes()).isGreaterThanOrEqualTo(inactivity.missedMinutes());
            assertThat(later.duration()).isGreaterThanOrEqualTo(inactivity.duration());
            assertThat(later.isAlarming() || !inactivity.isAlarming()).isTrue();
        });
    }

    @Property(tries = 500)
    void oneActiveMinuteEndsIt(@ForAll("activities") CourierActivity activity, @ForAll("instants") Instant now) {
        activity.active().or(SampleMinutes.of(now));

        var inactivity = activity.inactivity(now, THRESHOLDS).orElseThrow();

        assertThat(inactivity.isAlarming()).isFalse();
        assertThat(inactivity.missedMinutes()).isZero();
        assertThat(inactivity.duration()).isLessThan(Duration.ofMinutes(1));
    }

    @Property(tries = 300)
    void whatLiesAfterNowMakesNoDifference(
            @ForAll("activities") CourierActivity activity, @ForAll("instants") Instant now) {
        var known =
                new CourierActivity(activity.origin(), until(activity.active(), now), until(activity.listening(), now));

        assertThat(activity.inactivity(now, THRESHOLDS)).isEqualTo(known.inactivity(now, THRESHOLDS));
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(0, SECONDS).map(SampleMinutes.ORIGIN::plusSeconds);
    }

    @Provide
    Arbitrary<CourierActivity> activities() {
        var times = instants().list().ofMaxSize(60).map(List::stream).map(SampleMinutes::minutes);
        var spans = Combinators.combine(instants(), Arbitraries.integers().between(0, 400_000))
                .as((from, seconds) -> SampleMinutes.between(from, from.plusSeconds(seconds)))
                .list()
                .ofMaxSize(4)
                .map(all -> SampleMinutes.union(all.stream()));
        var active = Combinators.combine(times, spans, Arbitraries.of(true, false))
                .as((few, many, isDense) -> {
                    var all = (BitSet) few.clone();
                    if (isDense) {
                        all.or(many);
                    }
                    return all;
                });
        return Combinators.combine(active, spans)
                .as((minutes, listening) -> new CourierActivity(SampleMinutes.ORIGIN, minutes, listening));
    }

    private static BitSet until(BitSet minutes, Instant last) {
        return minutes.get(0, (int) Duration.between(SampleMinutes.ORIGIN, last).toMinutes() + 1);
    }
}
