package dev.waymark.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.embedded.junit.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What Waymark relies on, of any broker. */
interface KafkaContract {

    Duration PATIENCE = Duration.ofSeconds(30);

    String bootstrapServers();

    @Test
    default void recordsOfAKeyComeInTheOrderTheyWereSent() throws Exception {
        var topic = createTopic();

        send(topic, 100);

        assertThat(read(topic, 100)).isEqualTo(numbers(100));
    }

    @Test
    default void groupGoesOnWhereItCommitted() throws Exception {
        var topic = createTopic();
        send(topic, 10);
        var group = "group-" + topic;

        assertThat(readInGroup(topic, group, 10)).isEqualTo(numbers(10));
        send(topic, 3);

        assertThat(readInGroup(topic, group, 3)).isEqualTo(numbers(3));
    }

    @Test
    default void unfinishedTransactionIsNotRead() throws Exception {
        var topic = createTopic();
        try (var producer = producer(Map.of("transactional.id", "tx-" + topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "k", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "k", "committed")).get();
            producer.commitTransaction();
        }

        assertThat(read(topic, 1)).containsExactly("committed");
    }

    default String createTopic() {
        try (var broker = new Broker(bootstrapServers())) {
            return broker.newTopic(2);
        }
    }

    default void assertTopicIsUnknown(String topic) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            assertThatThrownBy(() ->
                            admin.describeTopics(List.of(topic)).allTopicNames().get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    default void send(String topic, int count) {
        try (var broker = new Broker(bootstrapServers())) {
            numbers(count).forEach(number -> broker.send(topic, "k", number));
        }
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        var settings = new java.util.HashMap<String, Object>(more);
        settings.put("bootstrap.servers", bootstrapServers());
        settings.put("acks", "all");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    default List<String> read(String topic, int count) {
        return readInGroup(topic, "reader-" + UUID.randomUUID(), count);
    }

    private List<String> readInGroup(String topic, String group, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> values.add(each.value()));
                return values.size() >= count;
            });
            consumer.commitSync();
        }
        return values;
    }

    static List<String> numbers(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(String::valueOf)
                .toList();
    }
}
