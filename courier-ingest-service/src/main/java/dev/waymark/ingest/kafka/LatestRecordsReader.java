package dev.waymark.ingest.kafka;

import dev.waymark.ingest.intake.EventLogUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import reactor.core.publisher.Mono;

/**
 * Reads the newest records of a topic on demand: by a consumer without a group that lives only as long as that takes, on
 * threads of its own, within a time and a number of records.
 */
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
        return withConsumer((consumer, deadline) -> {
            var partitions = consumer.partitionsFor(topic, deadline.left()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            var begins = consumer.beginningOffsets(partitions, deadline.left());
            var ends = consumer.endOffsets(partitions, deadline.left());
            var starts = new HashMap<>(begins);
            starts.replaceAll(
                    (partition, begin) -> Math.max(begin, ends.getOrDefault(partition, 0L) - settings.perPartition()));
            read(consumer, starts, ends, deadline, action);
            return starts.equals(begins);
        });
    }

    /** The records at these offsets that retention has not deleted. */
    Mono<List<ConsumerRecord<String, byte[]>>> read(Map<TopicPartition, List<Long>> offsets) {
        return withConsumer((consumer, deadline) -> {
            var starts = new HashMap<TopicPartition, Long>();
            var ends = new HashMap<TopicPartition, Long>();
            offsets.forEach((partition, wanted) -> {
                starts.put(partition, Collections.min(wanted));
                ends.put(partition, Collections.max(wanted) + 1);
            });
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            read(consumer, starts, ends, deadline, record -> {
                if (offsets.getOrDefault(partition(record), List.of()).contains(record.offset())) {
                    found.add(record);
                }
            });
            return found;
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static void read(
            org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
            Map<TopicPartition, Long> starts,
            Map<TopicPartition, Long> ends,
            Deadline deadline,
            Consumer<ConsumerRecord<String, byte[]>> action) {
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey(), deadline.left()) < end.getValue())) {
            consumer.poll(deadline.leftUpTo(POLL)).forEach(record -> {
                if (record.offset() < ends.getOrDefault(partition(record), 0L)) {
                    action.accept(record);
                }
            });
        }
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private <T> Mono<T> withConsumer(
            BiFunction<org.apache.kafka.clients.consumer.Consumer<String, byte[]>, Deadline, T> reading) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> read(reading), threads), true)
                .onErrorMap(
                        failure -> failure instanceof KafkaException || failure instanceof RejectedExecutionException,
                        failure -> new EventLogUnavailable("the log was not read", failure));
    }

    private <T> T read(BiFunction<org.apache.kafka.clients.consumer.Consumer<String, byte[]>, Deadline, T> reading) {
        var deadline = new Deadline(System.nanoTime() + settings.timeout().toNanos());
        try (var consumer = consumers.createConsumer()) {
            return reading.apply(consumer, deadline);
        }
    }

    /** @param nanoTime of {@link System#nanoTime} */
    private record Deadline(long nanoTime) {

        Duration left() {
            return leftUpTo(Duration.ofNanos(Long.MAX_VALUE));
        }

        Duration leftUpTo(Duration most) {
            var left = nanoTime - System.nanoTime();
            if (left <= 0) {
                throw new EventLogUnavailable("the log was not read in time", null);
            }
            return Duration.ofNanos(Math.min(left, most.toNanos()));
        }
    }
}
