package dev.waymark.resilience;

import dev.waymark.platform.web.ServiceJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** The topics as they are, read from their beginning; and how far the groups have come in them. */
final class TopicLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final JsonMapper json;

    TopicLog(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        var mapper = JsonMapper.builder();
        ServiceJson.configure(mapper);
        json = mapper.build();
    }

    JsonMapper json() {
        return json;
    }

    /** All records of {@code topic} but the poison, in the order of their partitions. */
    <T> List<T> read(String topic, Class<T> type) {
        return records(topic).stream()
                .filter(record -> !Poison.isKey(record.key()))
                .map(record -> json.readValue(record.value(), type))
                .toList();
    }

    /** Where the poison lies in {@code topic}. */
    Stream<Position> poison(String topic) {
        return records(topic).stream()
                .filter(record -> Poison.isKey(record.key()))
                .map(record -> new Position(record.topic(), record.partition(), record.offset()));
    }

    /** The place of a record. */
    record Position(String topic, int partition, long offset) {}

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var ends = consumer.endOffsets(partitions(List.of(topic)));
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(all::add);
        }
        return all;
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** Where {@code topics} end now. */
    Map<TopicPartition, Long> ends(Collection<String> topics) {
        return consumer.endOffsets(partitions(topics));
    }

    /** How many records before {@code ends} {@code group} has not committed yet. */
    long lag(String group, Map<TopicPartition, Long> ends) {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    var offset = committed.get(end.getKey());
                    return Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
                })
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
