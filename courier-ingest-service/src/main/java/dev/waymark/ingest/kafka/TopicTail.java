package dev.waymark.ingest.kafka;

import dev.waymark.ingest.intake.LogUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;
import reactor.core.publisher.Mono;

/**
 * Reads what is newest on a topic when somebody asks: by a consumer without a group, there only as long as that takes, on
 * threads of its own. Within a time and within a number of records; past either it says so.
 */
public final class TopicTail implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int WAITING = 16;
    private static final Duration POLL = Duration.ofMillis(200);

    /** A record may have 5 MB, and comes also when it is larger than this. */
    private static final int FETCH_BYTES = 8 << 20;

    private final ConsumerFactory<String, byte[]> consumers;
    private final TailSettings settings;
    private final ExecutorService threads;

    public TopicTail(ConsumerFactory<String, byte[]> consumers, TailSettings settings) {
        this.consumers = consumers;
        this.settings = settings;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    var thread = new Thread(task, "topic-tail");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Hands the newest records to {@code each}, those of a partition in their order; whether there were older ones. */
    Mono<Boolean> newest(String topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        return onThread(() -> {
            var deadline = new Deadline(settings.within());
            try (var consumer = consumer()) {
                var partitions = partitions(consumer, topic, deadline);
                var begins = consumer.beginningOffsets(partitions, deadline.left());
                var ends = consumer.endOffsets(partitions, deadline.left());
                consumer.assign(partitions);
                var older = false;
                for (var end : ends.entrySet()) {
                    var from = end.getValue() - settings.records();
                    var begin = begins.getOrDefault(end.getKey(), 0L);
                    older |= from > begin;
                    consumer.seek(end.getKey(), Math.max(from, begin));
                }
                readTo(ends, consumer, each, deadline);
                return older;
            }
        });
    }

    /** The records at these places that are still there. */
    Mono<List<ConsumerRecord<String, byte[]>>> at(Map<TopicPartition, List<Long>> offsets) {
        return onThread(() -> {
            var deadline = new Deadline(settings.within());
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            try (var consumer = consumer()) {
                for (var wanted : offsets.entrySet()) {
                    var partition = wanted.getKey();
                    var first = wanted.getValue().stream()
                            .mapToLong(Long::longValue)
                            .min();
                    var last = wanted.getValue().stream()
                            .mapToLong(Long::longValue)
                            .max();
                    consumer.assign(List.of(partition));
                    consumer.seek(partition, first.orElseThrow());
                    readTo(
                            Map.of(partition, last.orElseThrow() + 1),
                            consumer,
                            record -> {
                                if (wanted.getValue().contains(record.offset())) {
                                    found.add(record);
                                }
                            },
                            deadline);
                }
            }
            return found;
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static void readTo(
            Map<TopicPartition, Long> ends,
            Consumer<String, byte[]> consumer,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each,
            Deadline deadline) {
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey(), deadline.left()) < end.getValue())) {
            consumer.poll(deadline.leftUpTo(POLL)).forEach(record -> {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    each.accept(record);
                }
            });
        }
    }

    private static Collection<TopicPartition> partitions(
            Consumer<String, byte[]> consumer, String topic, Deadline deadline) {
        return consumer.partitionsFor(topic, deadline.left()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private Consumer<String, byte[]> consumer() {
        var own = new Properties();
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // What retention takes away while we read is skipped.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(FETCH_BYTES));
        return consumers.createConsumer(null, null, null, own);
    }

    private <T> Mono<T> onThread(Callable<T> reading) {
        return Mono.fromFuture(() -> begun(reading), true)
                .onErrorMap(
                        failure -> !(failure instanceof LogUnavailable),
                        failure -> new LogUnavailable("the log was not read", failure));
    }

    private <T> CompletableFuture<T> begun(Callable<T> reading) {
        try {
            return CompletableFuture.supplyAsync(() -> read(reading), threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(new LogUnavailable("too many read the log at once", full));
        }
    }

    private static <T> T read(Callable<T> reading) {
        try {
            return reading.call();
        } catch (KafkaException e) {
            throw new LogUnavailable("the broker did not answer", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private record Deadline(long at) {

        Deadline(Duration within) {
            this(System.nanoTime() + within.toNanos());
        }

        Duration left() {
            var left = at - System.nanoTime();
            if (left <= 0) {
                throw new LogUnavailable("the log was not read in time", null);
            }
            return Duration.ofNanos(left);
        }

        Duration leftUpTo(Duration most) {
            var left = left();
            return left.compareTo(most) < 0 ? left : most;
        }
    }
}
