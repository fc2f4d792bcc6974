package dev.waymark.embedded.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.assertj.core.api.AssertProvider;

/** What is on some topics, from where it was opened on. */
public final class TopicReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    TopicReader(String bootstrapServers, List<String> topics) {
        consumer = new KafkaConsumer<>(
                // The broker would hold an answer back for half a second where a partition has nothing new.
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 20),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    void seekToBeginning() {
        consumer.seekToBeginning(consumer.assignment());
    }

    public void skipExistingRecords() {
        read.clear();
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    /** For AssertJ's {@code assertThat}. */
    public AssertProvider<TopicAssert> on(String topic) {
        return () -> new TopicAssert(this, topic);
    }

    /** What has come so far. */
    public List<ConsumerRecord<String, byte[]>> records() {
        consumer.poll(Duration.ofMillis(50)).forEach(read::add);
        return List.copyOf(read);
    }

    /** What has come so far under {@code key}. */
    public List<ConsumerRecord<String, byte[]>> records(String key) {
        return records().stream().filter(record -> key.equals(record.key())).toList();
    }

    public ConsumerRecord<String, byte[]> one(String topic) {
        return all(topic, 1).getFirst();
    }

    /** The first {@code count} records; there must be no more of them. */
    public List<ConsumerRecord<String, byte[]>> all(String topic, int count) {
        return awaited(count, record -> record.topic().equals(topic));
    }

    /** The {@code count} records under {@code key}; there must be no more of them. */
    public List<ConsumerRecord<String, byte[]>> withKey(String key, int count) {
        return awaited(count, record -> key.equals(record.key()));
    }

    /** The answer came after the broker's word, so what is not there now never comes. */
    public void assertNothingNew() {
        var ends = consumer.endOffsets(consumer.assignment());
        ends.forEach((partition, end) ->
                assertThat(consumer.position(partition)).as("%s", partition).isEqualTo(end));
        assertThat(read).isEmpty();
    }

    public static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<ConsumerRecord<String, byte[]>> awaited(
            int count, Predicate<ConsumerRecord<String, byte[]>> isWanted) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (read.stream().filter(isWanted).count() < count && System.nanoTime() < until) {
            records();
        }
        var found = read.stream().filter(isWanted).toList();
        assertThat(found).hasSize(count);
        return found;
    }
}
