package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.Digests;
import dev.waymark.contract.TopicDefinition;
import dev.waymark.contract.TopicDefinition.Cleanup;
import dev.waymark.contract.TopicDefinition.Partitioning;
import dev.waymark.contract.Topics;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

@WithBroker
@ExtendWith(OutputCaptureExtension.class)
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
        var largest = random(Topics.ALL.stream()
                .filter(defined -> !defined.name().endsWith(".dlt"))
                .mapToInt(TopicDefinition::maxMessageBytes)
                .max()
                .orElseThrow());

        recoverer.accept(record(largest), null, unreadable());

        assertThat(deadLetter().value()).isEqualTo(largest);
    }

    @Test
    void whatCameCompressedIsParkedWhole() throws Exception {
        createDeadLetterTopic();
        var compressible = new byte[20 * 1024 * 1024];

        recoverer.accept(record(compressible), null, unreadable());

        assertThat(deadLetter().value()).isEqualTo(compressible);
    }

    @Test
    void whatIsTooLargeIsParkedCutWithItsLengthAndHash(CapturedOutput output) throws Exception {
        createDeadLetterTopic();
        var tooLarge = random(Topics.MAX_DEAD_LETTER_BYTES + 1);
        var record = record(tooLarge);
        record.headers().add("photo", random(20_000));

        recoverer.accept(record, null, unreadable());

        var deadLetter = deadLetter();
        assertThat(deadLetter.key()).isEqualTo("key");
        assertThat(deadLetter.value()).hasSize(64 * 1024).isEqualTo(Arrays.copyOf(tooLarge, 64 * 1024));
        assertThat(TopicReader.headers(deadLetter))
                .containsEntry("own", "header")
                .doesNotContainKey("photo")
                .containsEntry("waymark_reason", "unreadable")
                .containsEntry("waymark_original_length", String.valueOf(tooLarge.length))
                .containsEntry("waymark_original_sha256", Digests.sha256Hex(tooLarge));
        assertThat(meters.counter("dead.letters").count()).isOne();
        assertThat(output).contains("form=CUT").doesNotContain("\tat ");
    }

    @Test
    void whatIsTooLargeEvenCutIsParkedAsAStub() throws Exception {
        createDeadLetterTopic(new TopicDefinition(
                Topics.deadLetters(topic, GROUP), Partitioning.SINGLE, Cleanup.DELETE, null, 2_000));
        var value = random(100_000);

        recoverer.accept(record(value), null, unreadable());

        var deadLetter = deadLetter();
        assertThat(deadLetter.key()).isNull();
        assertThat(deadLetter.value()).isEmpty();
        assertThat(deadLetter.headers().lastHeader("kafka_dlt-original-offset").value())
                .isEqualTo(ByteBuffer.allocate(8).putLong(17).array());
        assertThat(TopicReader.headers(deadLetter))
                .containsEntry("kafka_dlt-original-topic", topic)
                .containsEntry("waymark_reason", "unreadable")
                .containsEntry("waymark_original_length", "100000")
                .containsEntry("waymark_original_sha256", Digests.sha256Hex(value))
                .doesNotContainKey("own");
    }

    @Test
    void whatTheBrokerDidNotAcknowledgeIsNotCountedAndComesAgain(CapturedOutput output) {
        assertThatThrownBy(() -> recoverer.accept(record(bytes("value")), null, unreadable()))
                .isInstanceOf(KafkaException.class);

        assertThat(output).doesNotContain("\tat ", "payload");

        assertThat(meters.counter("dead.letters").count()).isZero();
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] value) {
        var record = new ConsumerRecord<>(topic, 2, 17, bytes("key"), value);
        record.headers().add("own", bytes("header"));
        return record;
    }

    private static MalformedRecord unreadable() {
        return new MalformedRecord("unreadable", null);
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    private void createDeadLetterTopic() throws Exception {
        createDeadLetterTopic(Topics.deadLetterTopic(topic, GROUP));
    }

    private void createDeadLetterTopic(TopicDefinition definition) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicProvisioner(admin, new TopicSettings(1, (short) 1)).provision(List.of(definition));
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
