package dev.waymark.ingest.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.SettableClock;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.RawWebhook;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Several instances and one compacted topic, in any interleaving. */
class ActivityHistoryTest {

    private static final CourierCode CDEK = new CourierCode("cdek");
    private static final Courier COURIER =
            new Courier(CDEK, _ -> Optional.empty(), _ -> new MappingResult.Unmappable("why"), CourierProtocol.DEFAULT);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);

    @Property(tries = 200)
    void instancesThatOverwriteOneAnotherLoseNothing(
            @ForAll Random random, @ForAll @IntRange(min = 2, max = 4) int count) {
        var topic = new CompactedTopic();
        var instances = new ArrayList<Instance>();
        for (var i = 0; i < count; i++) {
            instances.add(new Instance(topic));
        }
        var recorded = new TreeSet<Instant>();
        for (var step = 0; step < 40; step++) {
            var instance = instances.get(random.nextInt(count));
            switch (random.nextInt(3)) {
                case 0 -> {
                    var at = NOON.minusSeconds(random.nextInt(3 * 3600));
                    record(instance.history, at);
                    recorded.add(at.truncatedTo(ChronoUnit.MINUTES));
                }
                case 1 -> instance.write();
                default -> instance.read();
            }
        }

        for (var round = 0; round < 3; round++) {
            instances.forEach(Instance::write);
            instances.forEach(Instance::read);
        }
        var newcomer = new Instance(topic.compacted());
        newcomer.read();

        assertThat(activeMinutes(newcomer.history)).isEqualTo(recorded);
        assertThat(instances).allSatisfy(instance -> {
            assertThat(activeMinutes(instance.history)).isEqualTo(recorded);
            assertThat(instance.history.unwritten()).isEmpty();
        });
    }

    @Example
    void severalWebhooksOfOneMinuteAreOneActiveMinute() {
        var history = new ActivityHistory(clock);

        record(history, NOON.minusSeconds(60));
        record(history, NOON.minusSeconds(59));

        assertThat(activeMinutes(history)).containsExactly(NOON.minusSeconds(60));
    }

    @Example
    void minutesThatTheNewestRecordLacksAreWrittenAgain() {
        var instance = new Instance(new CompactedTopic());
        instance.synchronise();

        instance.history.replicate(new ActiveMinutes(CDEK, NOON, List.of(0)));
        instance.history.replicate(new ActiveMinutes(CDEK, NOON, List.of(1)));

        assertThat(instance.history.unwritten()).containsExactly(new ActiveMinutes(CDEK, NOON, List.of(0, 1)));
    }

    @Example
    void whatTheTopicHasIsNotWrittenAgain() {
        var topic = new CompactedTopic();
        var first = new Instance(topic);
        var second = new Instance(topic);
        record(first.history, NOON);
        record(second.history, NOON);

        first.synchronise();
        first.write();
        second.synchronise();

        assertThat(second.history.unwritten()).isEmpty();
    }

    @Example
    void couriersAreNotWrittenBeforeTheTopicIsRead() {
        var topic = new CompactedTopic();
        topic.records.add(new ActiveMinutes(CDEK, NOON, List.of(3)));
        var instance = new Instance(topic);
        record(instance.history, NOON.plusSeconds(60));

        instance.write();
        assertThat(topic.records).extracting(ActiveMinutes::courier).containsExactly(CDEK, null);

        instance.read();
        instance.write();
        assertThat(topic.records).contains(new ActiveMinutes(CDEK, NOON, List.of(1, 3)));
    }

    @Example
    void timeBetweenTwoCallsCountsAsListening() {
        var history = new ActivityHistory(clock);

        history.recordListening();
        clock.advance(Duration.ofHours(2));
        history.recordListening();

        assertThat(history.activity(CDEK).listening().cardinality()).isEqualTo(121);
    }

    @Example
    void memoryStaysBoundedWhateverTheClockSays() {
        var history = new ActivityHistory(clock);

        for (var days : List.of(0, -400, 4000, -20_000, 20_000)) {
            clock.advance(Duration.ofDays(days));
            history.recordListening();
            record(history, clock.instant());

            assertThat(activeMinutes(history)).contains(clock.instant());
            assertThat(history.activity(CDEK).listening().length()).isBetween(1, 58 * 24 * 60);
        }
    }

    @Example
    void olderMinutesAreForgotten() {
        var history = new ActivityHistory(clock);
        record(history, NOON);

        clock.advance(Duration.ofDays(55));
        history.recordListening();
        assertThat(activeMinutes(history)).containsExactly(NOON);

        clock.advance(Duration.ofDays(2));
        history.recordListening();
        assertThat(activeMinutes(history)).isEmpty();
    }

    @Example
    void instanceIsInSyncWhileItsOwnMinutesComeBack() {
        var instance = new Instance(new CompactedTopic());
        assertThat(instance.history.isInSync()).isFalse();

        instance.synchronise();
        assertThat(instance.history.isInSync()).isTrue();

        clock.advance(Duration.ofMinutes(6));
        assertThat(instance.history.isInSync()).isFalse();
    }

    @Example
    void recordOfAWildClockIsNotBelieved() {
        var history = new ActivityHistory(clock);

        history.replicate(new ActiveMinutes(CDEK, NOON.plus(Duration.ofDays(300)), List.of(1)));
        history.replicate(new ActiveMinutes(CDEK, NOON.minus(Duration.ofDays(300)), List.of(1)));

        assertThat(activeMinutes(history)).isEmpty();
    }

    private static void record(ActivityHistory history, Instant at) {
        var webhook = new RawWebhook(CDEK, "raw", at, Map.of(), new byte[0]);
        history.onVerified(COURIER, COURIER.storedPayload(webhook));
    }

    private static Set<Instant> activeMinutes(ActivityHistory history) {
        var activity = history.activity(CDEK);
        return activity.active().stream()
                .mapToObj(minute -> activity.origin().plus(Duration.ofMinutes(minute)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What was written last under a key is what compaction leaves of it. */
    private static final class CompactedTopic {

        private final List<ActiveMinutes> records = new ArrayList<>();

        CompactedTopic compacted() {
            var newest = new LinkedHashMap<String, ActiveMinutes>();
            records.forEach(record -> newest.put(record.key(), record));
            var compacted = new CompactedTopic();
            compacted.records.addAll(newest.values());
            return compacted;
        }
    }

    private final class Instance {

        private final CompactedTopic topic;
        private final ActivityHistory history = new ActivityHistory(clock);
        private int position;

        Instance(CompactedTopic topic) {
            this.topic = topic;
        }

        void write() {
            history.recordListening();
            topic.records.addAll(history.unwritten());
        }

        void read() {
            topic.records.subList(position, topic.records.size()).forEach(history::replicate);
            position = topic.records.size();
        }

        void synchronise() {
            write();
            read();
        }
    }
}
