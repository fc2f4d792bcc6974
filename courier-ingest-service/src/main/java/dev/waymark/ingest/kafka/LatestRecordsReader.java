package dev.waymark.ingest.kafka;

import dev.waymark.ingest.intake.EventLogUnavailable;
import dev.waymark.ingest.quarantine.QuarantineOffset;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reads the newest records of a topic on demand: by a consumer without a group that lives only as long as that takes, on
 * threads of its own, within a time and a number of records.
 */
@Component
final class LatestRecordsReader implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MAX_WAITING = 16;
    private static final Duration POLL = Duration.ofMillis(200);

    private final ConsumerFactory<String, byte[]> consumers;
    private final LatestRecordsSettings settings;
    private final ExecutorService threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("latest-records-", 0).factory());

    LatestRecordsReader(ConsumerFactory<String, byte[]> consumers, LatestRecordsSettings settings) {
        this.consumers = consumers;
        this.settings = settings;
    }

    /** Passes the newest records to {@code action}, those of a partition in order; true when there are no older ones. */
    Mono<Boolean> latest(String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
        return inBackground(session -> session.latest(topic, action));
    }

    /** The records at these offsets that retention has not deleted. */
    Mono<Map<QuarantineOffset, ConsumerRecord<String, byte[]>>> read(String topic, Set<QuarantineOffset> offsets) {
        return inBackground(session -> session.at(topic, offsets));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> Mono<T> inBackground(Function<Session, T> action) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> read(action), threads), true)
                .onErrorMap(
                        failure -> failure instanceof KafkaException || failure instanceof RejectedExecutionException,
                        failure -> new EventLogUnavailable("the log was not read", failure));
    }

    private <T> T read(Function<Session, T> action) {
        try (var consumer = consumers.createConsumer()) {
            var until = System.nanoTime() + settings.timeout().toNanos();
            return action.apply(new Session(consumer, settings.perPartition(), until));
        }
    }

    /** @param until of {@link System#nanoTime} */
    private record Session(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer, int perPartition, long until) {

        boolean latest(String topic, Consumer<ConsumerRecord<String, byte[]>> action) {
            var partitions = consumer.partitionsFor(topic, timeLeft()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            var begins = consumer.beginningOffsets(partitions, timeLeft());
            var ends = consumer.endOffsets(partitions, timeLeft());
            var starts = new HashMap<>(begins);
            starts.replaceAll((partition, begin) -> Math.max(begin, ends.getOrDefault(partition, 0L) - perPartition));
            forEach(starts, ends, action);
            return starts.equals(begins);
        }

        Map<QuarantineOffset, ConsumerRecord<String, byte[]>> at(String topic, Set<QuarantineOffset> offsets) {
            var starts = new HashMap<TopicPartition, Long>();
            var ends = new HashMap<TopicPartition, Long>();
            for (var offset : offsets) {
                var partition = new TopicPartition(topic, offset.partition());
                starts.merge(partition, offset.offset(), Math::min);
                ends.merge(partition, offset.offset() + 1, Math::max);
            }
            var found = new HashMap<QuarantineOffset, ConsumerRecord<String, byte[]>>();
            forEach(starts, ends, record -> {
                var offset = new QuarantineOffset(record.partition(), record.offset());
                if (offsets.contains(offset)) {
                    found.put(offset, record);
                }
            });
            return found;
        }

        private void forEach(
                Map<TopicPartition, Long> starts,
                Map<TopicPartition, Long> ends,
                Consumer<ConsumerRecord<String, byte[]>> action) {
            consumer.assign(starts.keySet());
            starts.forEach(consumer::seek);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), timeLeft()) < end.getValue())) {
                var timeout = timeLeft();
                consumer.poll(timeout.compareTo(POLL) < 0 ? timeout : POLL).forEach(record -> {
                    var partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < ends.getOrDefault(partition, 0L)) {
                        action.accept(record);
                    }
                });
            }
        }

        private Duration timeLeft() {
            var left = until - System.nanoTime();
            if (left <= 0) {
                throw new EventLogUnavailable("the log was not read in time", null);
            }
            return Duration.ofNanos(left);
        }
    }
}
