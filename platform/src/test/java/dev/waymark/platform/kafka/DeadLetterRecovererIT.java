package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

@WithBroker
class DeadLetterRecovererIT {

    private static final String GROUP = "group";

    private final String topic = "source-" + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Broker broker;
    private final KafkaTemplate<byte[], byte[]> template;
    private final DeadLetterRecoverer recoverer;

    DeadLetterRecovererIT(Broker broker) {
        this.broker = broker;
        template = new ListenerConfiguration().deadLetterTemplate(properties());
        recoverer = new DeadLetterRecoverer(template, GROUP, meters.counter("dead.letters"));
    }

    @AfterEach
    void close() {
        template.destroy();
    }

    @Test
    void deadLetterIsTheRecordWithItsOriginAndTheReasonAndNoStackTrace() throws Exception {
        createDeadLetterTopic();
        var failure = new RuntimeException(
                "processing anna@example.com",
                new UnprocessableRecord("/placedAt missing", new RuntimeException("anna")));

        recoverer.accept(record(bytes("value")), null, failure);

        var deadLetter = deadLetter();
        assertThat(deadLetter.key()).isEqualTo("key");
        assertThat(deadLetter.value()).isEqualTo(bytes("value"));
        assertThat(TopicReader.headers(deadLetter))
                .containsOnlyKeys(
                        "kafka_dlt-original-topic",
                        "kafka_dlt-original-partition",
                        "kafka_dlt-original-offset",
                        "kafka_dlt-original-timestamp",
                        "kafka_dlt-original-timestamp-type",
                        "waymark_reason",
                        "waymark_failure",
                        "own")
                .containsEntry("waymark_reason", "/placedAt missing")
                .containsEntry("waymark_failure", "UnprocessableRecord")
                .allSatisfy((_, value) -> assertThat(value).doesNotContain("anna"));
        assertThat(meters.counter("dead.letters").count()).isOne();
    }

    @Test
    void largestRecordOfAnyTopicFits() throws Exception {
        createDeadLetterTopic();
        var largest = Topics.ALL.stream()
                .filter(defined -> !defined.name().endsWith(".dlt"))
                .mapToInt(defined -> defined.maxMessageBytes())
                .max()
                .orElseThrow();

        recoverer.accept(record(new byte[largest]), null, new MalformedRecord("unreadable", null));

        assertThat(deadLetter().value()).hasSize(largest);
    }

    @Test
    void whatTheBrokerDidNotAcknowledgeIsNotCountedAndComesAgain() {
        assertThatThrownBy(
                        () -> recoverer.accept(record(bytes("value")), null, new MalformedRecord("unreadable", null)))
                .isInstanceOf(KafkaException.class);

        assertThat(meters.counter("dead.letters").count()).isZero();
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] value) {
        var record = new ConsumerRecord<>(topic, 2, 17, bytes("key"), value);
        record.headers().add("own", bytes("header"));
        return record;
    }

    private void createDeadLetterTopic() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicProvisioner(admin, new TopicSettings(1, (short) 1))
                    .provision(List.of(Topics.deadLetterTopic(topic, GROUP)));
        }
    }

    private ConsumerRecord<String, byte[]> deadLetter() {
        var deadLetters = Topics.deadLetters(topic, GROUP);
        try (var reader = broker.fromBeginning(deadLetters)) {
            return reader.one(deadLetters);
        }
    }

    private KafkaProperties properties() {
        var properties = new KafkaProperties();
        properties.setBootstrapServers(Arrays.asList(broker.bootstrapServers().split(",")));
        return properties;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
