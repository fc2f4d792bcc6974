package dev.waymark.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.SettableClock;
import dev.waymark.ingest.pulse.Minutes;
import dev.waymark.ingest.pulse.Voice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Several instances and one compacted log, in any interleaving. */
class CourierPulsesTest {

    private static final CourierCode CDEK = new CourierCode("cdek");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);

    @Property(tries = 200)
    void instancesThatOverwriteOneAnotherLoseNothing(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 4) int count) {
        var log = new CompactedLog();
        var instances = new ArrayList<Instance>();
        for (var i = 0; i < count; i++) {
            instances.add(new Instance(log));
        }
        var all = new ArrayList<Minutes>();
        for (var step = 0; step < 40; step++) {
            var instance = instances.get(random.nextInt(count));
            switch (random.nextInt(3)) {
                case 0 -> {
                    var at = NOON.minusSeconds(random.nextInt(3 * 3600));
                    instance.pulses.heard(CDEK, at);
                    all.add(Minutes.of(at));
                }
                case 1 -> instance.tell();
                default -> instance.read();
            }
        }

        for (var round = 0; round < 2; round++) {
            instances.forEach(Instance::read);
            instances.forEach(Instance::tell);
        }
        var heard = all.stream().reduce(Minutes.NONE, Minutes::and);
        var newcomer = new Instance(log.compacted());
        newcomer.read();

        assertThat(newcomer.pulses.pulse(CDEK).spoke()).isEqualTo(heard);
        assertThat(instances).allSatisfy(instance -> {
            instance.read();
            assertThat(instance.pulses.pulse(CDEK).spoke()).isEqualTo(heard);
            assertThat(instance.pulses.untold()).isEmpty();
        });
    }

    @Example
    void minutesThatOneRecordOverwroteInTheSamePollAreKept() {
        var pulses = new CourierPulses(clock);

        pulses.learn(Voice.of(CDEK), List.of(Minutes.of(NOON), Minutes.of(NOON.plusSeconds(60))));

        assertThat(pulses.pulse(CDEK).spoke().count()).isEqualTo(2);
        assertThat(pulses.untold()).containsOnlyKeys(Voice.of(CDEK));
    }

    @Example
    void whatTheLogHasIsNotToldAgain() {
        var log = new CompactedLog();
        var first = new Instance(log);
        var second = new Instance(log);
        first.pulses.heard(CDEK, NOON);
        second.pulses.heard(CDEK, NOON);

        first.tell();
        second.read();

        assertThat(second.pulses.untold()).isEmpty();
    }

    @Example
    void timeThatPassedWhileWeListenedIsListenedTo() {
        var pulses = new CourierPulses(clock);

        pulses.listening();
        clock.advance(Duration.ofHours(2));
        pulses.listening();

        assertThat(pulses.pulse(CDEK).listened()).isEqualTo(Minutes.between(NOON, NOON.plus(Duration.ofHours(2))));
    }

    @Example
    void clockPutBackOrFarAheadLeavesABoundedMemory() {
        var pulses = new CourierPulses(clock);

        pulses.listening();
        clock.advance(Duration.ofDays(-400));
        pulses.listening();
        clock.advance(Duration.ofDays(4000));
        pulses.listening();

        assertThat(pulses.pulse(CDEK).listened().byHour()).hasSizeBetween(1, 56 * 24 + 1);
    }

    @Example
    void inTouchIsWhoseOwnMinutesCameBackJustNow() {
        var log = new CompactedLog();
        var instance = new Instance(log);
        instance.pulses.caughtUp();
        assertThat(instance.pulses.isInTouch()).isFalse();

        instance.tell();
        instance.read();
        assertThat(instance.pulses.isInTouch()).isTrue();

        clock.advance(Duration.ofMinutes(6));
        assertThat(instance.pulses.isInTouch()).isFalse();
    }

    @Example
    void recordOfAWildClockIsNotBelieved() {
        var pulses = new CourierPulses(clock);

        pulses.learn(Voice.of(CDEK), List.of(Minutes.of(NOON.plus(Duration.ofDays(300)))));
        pulses.learn(Voice.of(CDEK), List.of(Minutes.of(NOON.minus(Duration.ofDays(300)))));

        assertThat(pulses.pulse(CDEK).spoke()).isEqualTo(Minutes.NONE);
    }

    /** Hours as records: what was written last under a key is what is left of it. */
    private static final class CompactedLog {

        private final List<Map.Entry<Voice, Minutes>> records = new ArrayList<>();

        CompactedLog compacted() {
            var newest = new LinkedHashMap<String, Map.Entry<Voice, Minutes>>();
            records.forEach(record ->
                    newest.put(record.getKey() + "" + record.getValue().byHour().firstKey(), record));
            var compacted = new CompactedLog();
            compacted.records.addAll(newest.values());
            return compacted;
        }
    }

    private final class Instance {

        private final CompactedLog log;
        private final CourierPulses pulses = new CourierPulses(clock);
        private int position;

        Instance(CompactedLog log) {
            this.log = log;
        }

        void tell() {
            pulses.listening();
            pulses.untold()
                    .forEach((voice, minutes) -> minutes.byHour()
                            .forEach((hour, bits) -> log.records.add(
                                    Map.entry(voice, minutes.since(hour).until(hour.plusSeconds(3599))))));
        }

        /** In one go for each voice, as one poll is. */
        void read() {
            var unread = log.records.subList(position, log.records.size());
            unread.stream()
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                    .forEach(pulses::learn);
            position = log.records.size();
        }
    }
}
