package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.TopicDefinition;
import dev.waymark.contract.Topics;
import dev.waymark.contract.view.DeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetter.Outcome;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaTemplate;

@WithBroker
class DeadLetterLogIT {

    private static final String GROUP = "group";

    private final Broker broker;
    private final String topic;
    private final KafkaTemplate<byte[], byte[]> template;
    private final DeadLetterLog log;

    DeadLetterLogIT(Broker broker) throws Exception {
        this.broker = broker;
        topic = broker.newTopic(2);
        var deadLetters = new TopicDefinition(
                Topics.deadLetters(topic, GROUP),
                TopicDefinition.Partitioning.SINGLE,
                TopicDefinition.Cleanup.DELETE,
                null,
                100_000);
        Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var admin = Admin.create(connection)) {
            new TopicProvisioner(admin, new TopicSettings(1, (short) 1)).provision(List.of(deadLetters));
        }
        var properties = new KafkaProperties();
        properties.setBootstrapServers(Arrays.asList(broker.bootstrapServers().split(",")));
        template = new ListenerConfiguration().deadLetterTemplate(properties);
        log = new DeadLetterLog(connection, List.of(deadLetters.name()));
    }

    @AfterEach
    void close() {
        log.close();
        template.destroy();
    }

    @Test
    void deadLetterIsListedWithItsOriginAndReason() {
        park(new byte[] {1, 2, 3});

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.id()).isEqualTo(topic + ".group-0@0");
            assertThat(letter.topic()).isEqualTo(topic);
            assertThat(letter.partition()).isOne();
            assertThat(letter.reason()).isEqualTo("unreadable");
            assertThat(letter.length()).isEqualTo(3);
            assertThat(letter.whole()).isTrue();
            assertThat(log.value(letter)).hasValue(new byte[] {1, 2, 3});
        });
    }

    @Test
    void redrivenRecordIsAsItWasAndGoesOnce() {
        var sent = park(new byte[] {1, 2, 3});
        var letter = letters().getFirst();

        assertThat(log.redrive(letter)).isEqualTo(Outcome.REDRIVEN);

        var marked = letters();
        assertThat(marked).singleElement().satisfies(redriven -> {
            assertThat(redriven.redrivenAt()).isNotNull();
            assertThat(log.redrive(redriven)).isEqualTo(Outcome.ALREADY_REDRIVEN);
        });
        try (var reader = broker.fromBeginning(topic)) {
            var twice = reader.withKey("key", 2);
            assertThat(twice).allSatisfy(record -> {
                assertThat(record.partition()).isEqualTo(sent.partition());
                assertThat(record.value()).isEqualTo(new byte[] {1, 2, 3});
                assertThat(TopicReader.headers(record)).isEqualTo(Map.of("own", "header"));
            });
        }
    }

    @Test
    void cutRecordIsRedrivenWholeAsLongAsItsTopicHasIt() {
        var value = new byte[500_000];
        new Random(42).nextBytes(value);
        park(value);
        var letter = letters().getFirst();

        assertThat(letter.whole()).isFalse();
        assertThat(letter.length()).isEqualTo(value.length);
        assertThat(log.redrive(letter)).isEqualTo(Outcome.REDRIVEN);

        try (var reader = broker.fromBeginning(topic)) {
            assertThat(reader.withKey("key", 2))
                    .allSatisfy(record -> assertThat(record.value()).isEqualTo(value));
        }
    }

    @Test
    void cutRecordThatItsTopicHasNoMoreIsNotRedriven() {
        var value = new byte[500_000];
        new Random(42).nextBytes(value);
        recover(new ConsumerRecord<>(topic, 1, 4711, "key".getBytes(UTF_8), value));

        assertThat(log.redrive(letters().getFirst())).isEqualTo(Outcome.INCOMPLETE);
        assertThat(letters()).singleElement().extracting(DeadLetter::redrivenAt).isNull();
    }

    private List<DeadLetter> letters() {
        assertThat(log.refresh(Duration.ofSeconds(30))).isTrue();
        return log.letters();
    }

    /** As a group does that cannot process it. */
    private ConsumerRecord<byte[], byte[]> park(byte[] value) {
        var sent = new ProducerRecord<>(topic, 1, "key", value);
        sent.headers().add("own", "header".getBytes(UTF_8));
        var metadata = broker.send(sent);
        var record = new ConsumerRecord<>(topic, 1, metadata.offset(), "key".getBytes(UTF_8), value);
        record.headers().add("own", "header".getBytes(UTF_8));
        recover(record);
        return record;
    }

    private void recover(ConsumerRecord<byte[], byte[]> record) {
        new DeadLetterRecoverer(template, GROUP, new SimpleMeterRegistry().counter("dead.letters"))
                .accept(record, null, new MalformedRecord("unreadable", null));
    }
}
