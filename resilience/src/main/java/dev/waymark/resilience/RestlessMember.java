package dev.waymark.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Joins a group, is given partitions, processes and commits nothing, and leaves; and so on. */
final class RestlessMember implements AutoCloseable {

    private static final Duration STAYS = Duration.ofSeconds(2);

    private final Map<String, Object> connection;
    private final List<String> topics;
    private final Thread thread;
    private volatile boolean isClosed;

    RestlessMember(String bootstrapServers, String group, List<String> topics) {
        this.connection = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group,
                "enable.auto.commit",
                false,
                "partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        this.topics = topics;
        this.thread = Thread.ofPlatform().daemon().name("restless-" + group).start(this::run);
    }

    private void run() {
        while (!isClosed) {
            try (var consumer =
                    new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(topics);
                for (var until = System.nanoTime() + STAYS.toNanos(); System.nanoTime() < until && !isClosed; ) {
                    consumer.poll(Duration.ofMillis(100));
                }
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
