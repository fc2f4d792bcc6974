package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on this service's topics since the test began. */
final class TopicReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> TOPICS =
            List.of(Topics.COURIER_WEBHOOKS, Topics.COURIER_WEBHOOKS_QUARANTINE, Topics.TRACKING_EVENTS);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    TopicReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                // The broker would hold an answer back for half a second where a partition has nothing new.
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 20),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    void skipExistingRecords() {
        read.clear();
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    ConsumerRecord<String, byte[]> one(String topic) {
        return all(topic, 1).get(0);
    }

    /** The first {@code count} records; there must be no more of them. */
    List<ConsumerRecord<String, byte[]>> all(String topic, int count) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (on(topic).size() < count && System.nanoTime() < until) {
            consumer.poll(Duration.ofMillis(50)).forEach(read::add);
        }
        assertThat(on(topic)).hasSize(count);
        return on(topic);
    }

    /** The answer came after the broker's word, so what is not there now never comes. */
    void assertNothingNew() {
        var ends = consumer.endOffsets(consumer.assignment());
        ends.forEach((partition, end) ->
                assertThat(consumer.position(partition)).as("%s", partition).isEqualTo(end));
        assertThat(read).isEmpty();
    }

    static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<ConsumerRecord<String, byte[]>> on(String topic) {
        return read.stream().filter(record -> record.topic().equals(topic)).toList();
    }
}
