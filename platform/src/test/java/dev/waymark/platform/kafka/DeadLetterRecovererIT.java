package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.TestInfrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

class DeadLetterRecovererIT {

    private static final String GROUP = "group";

    private final String topic = "source-" + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaTemplate<byte[], byte[]> template = new ListenerConfiguration().deadLetterTemplate(properties());
    private final DeadLetterRecoverer recoverer =
            new DeadLetterRecoverer(template, GROUP, meters.counter("dead.letters"));

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
        assertThat(deadLetter.key()).isEqualTo(bytes("key"));
        assertThat(deadLetter.value()).isEqualTo(bytes("value"));
        assertThat(deadLetter.headers())
                .extracting(Header::key)
                .containsExactlyInAnyOrder(
                        "kafka_dlt-original-topic",
                        "kafka_dlt-original-partition",
                        "kafka_dlt-original-offset",
                        "kafka_dlt-original-timestamp",
                        "kafka_dlt-original-timestamp-type",
                        "waymark_reason",
                        "waymark_failure",
                        "own");
        assertThat(header(deadLetter, "waymark_reason")).isEqualTo("/placedAt missing");
        assertThat(header(deadLetter, "waymark_failure")).isEqualTo("UnprocessableRecord");
        assertThat(deadLetter.headers())
                .noneSatisfy(
                        header -> assertThat(new String(header.value(), UTF_8)).contains("anna"));
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
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers()))) {
            new TopicProvisioner(admin, new TopicSettings(1, (short) 1))
                    .provision(List.of(Topics.deadLetterTopic(topic, GROUP)));
        }
    }

    private ConsumerRecord<byte[], byte[]> deadLetter() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(Topics.deadLetters(topic, GROUP), 0)));
            return consumer.poll(Duration.ofSeconds(20)).iterator().next();
        }
    }

    private static KafkaProperties properties() {
        var properties = new KafkaProperties();
        properties.setBootstrapServers(
                Arrays.asList(TestInfrastructure.bootstrapServers().split(",")));
        return properties;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
