package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.WithBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

@WithBroker
@ExtendWith(OutputCaptureExtension.class)
class ListenerErrorHandlerIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Broker broker;
    private final String topic;
    private final List<String> processed = new CopyOnWriteArrayList<>();
    private final List<String> parked = new CopyOnWriteArrayList<>();
    private final AtomicInteger pollFailures = new AtomicInteger();
    private final AtomicInteger recoveries = new AtomicInteger();
    private final ConcurrentMessageListenerContainer<Object, Object> container;
    private final ListenerErrorHandler handler;

    private volatile boolean isPoison;
    private volatile boolean isOutage;
    private volatile boolean isDeadLetterTopicAway;
    private volatile boolean isCodecMissing;

    ListenerErrorHandlerIT(Broker broker) {
        this.broker = broker;
        topic = broker.newTopic(2);
        Deserializer<Object> values = (topicOf, data) -> {
            if (isCodecMissing && new String(data, UTF_8).startsWith("compressed")) {
                throw new IllegalStateException("anna@example.com", new UnsatisfiedLinkError("/tmp/libzstd-jni.so"));
            }
            return new String(data, UTF_8);
        };
        var settings =
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        container = new ConcurrentMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(
                        settings, (name, data) -> new StringDeserializer().deserialize(name, data), values),
                properties());
        handler = new ListenerErrorHandler(container, topic, true, this::recover, pollFailures::incrementAndGet);
        container.setCommonErrorHandler(handler);
        container.setBatchInterceptor(handler);
    }

    private ContainerProperties properties() {
        var properties = new ContainerProperties(topic);
        properties.setGroupId("group-of-" + topic);
        properties.setMessageListener((BatchMessageListener<Object, Object>) this::process);
        return properties;
    }

    private void process(List<ConsumerRecord<Object, Object>> records) {
        if (isOutage) {
            throw new IllegalStateException("anna@example.com");
        }
        for (var i = 0; i < records.size(); i++) {
            var value = String.valueOf(records.get(i).value());
            if (isPoison && value.startsWith("poison")) {
                throw new BatchListenerFailedException(
                        "record", new UnprocessableRecord("poison", new IllegalStateException("anna@example.com")), i);
            }
            processed.add(value);
        }
    }

    private void recover(ConsumerRecord<?, ?> record, Exception e) {
        recoveries.incrementAndGet();
        if (isDeadLetterTopicAway) {
            throw new KafkaException("anna@example.com");
        }
        parked.add(String.valueOf(record.value()));
    }

    @AfterEach
    void stop() {
        container.stop();
    }

    @Test
    void pollThatThrowsIsPacedAndCountedAndNamedAndGoesOn(CapturedOutput output) {
        isCodecMissing = true;
        send(0, "compressed");
        container.start();

        await().atMost(SOON).until(() -> !handler.isPolling());

        var failures = pollFailures.get();
        assertThat(failures).isEqualTo(ListenerErrorHandler.TOLERATED_POLL_FAILURES + 1);
        assertThat(handler.longestStall()).isGreaterThan(Duration.ofSeconds(1));
        assertThat(handler.stalls()).containsOnlyKeys(topic + "-0");
        assertThat(output.getAll().lines().filter(line -> line.contains("nothing polled: topic=" + topic)))
                .hasSize(failures)
                .allMatch(line -> line.contains(topic + "-0 at offset 0")
                        && line.contains("java.lang.UnsatisfiedLinkError: /tmp/libzstd-jni.so"));
        assertThat(output).doesNotContain("\tat ", "anna@example.com");

        isCodecMissing = false;
        await().atMost(SOON).untilAsserted(() -> assertThat(processed).containsExactly("compressed"));
        assertThat(handler.isPolling()).isTrue();
        assertThat(handler.longestStall()).isZero();
    }

    @Test
    void partitionThatCannotBePolledHoldsUpNoOther() {
        isCodecMissing = true;
        send(0, "compressed");
        send(0, "behind it");
        container.start();
        await().atMost(SOON).until(() -> !handler.isPolling());

        for (var i = 0; i < 3; i++) {
            var value = "neighbour " + i;
            send(1, value);
            await().atMost(SOON).untilAsserted(() -> assertThat(processed).contains(value));
        }

        assertThat(handler.isPolling()).as("where records come in").isTrue();
        assertThat(handler.stalls()).containsOnlyKeys(topic + "-0");
        assertThat(handler.longestStall()).isPositive();

        isCodecMissing = false;
        await().atMost(SOON).untilAsserted(() -> assertThat(processed).contains("compressed", "behind it"));
        assertThat(processed).doesNotHaveDuplicates();
        assertThat(handler.stalls()).isEmpty();
    }

    private void send(int partition, String value) {
        broker.send(new ProducerRecord<>(topic, partition, "key", value.getBytes(UTF_8)));
    }

    @Test
    void recordThatCannotBeParkedComesAgainAfterPausesThatGrow(CapturedOutput output) {
        isPoison = true;
        isDeadLetterTopicAway = true;
        send(0, "poison");
        send(0, "neighbour");
        container.start();

        await().atMost(SOON).until(() -> recoveries.get() == 4);

        assertThat(handler.longestStall()).isBetween(Duration.ofMillis(1_200), Duration.ofSeconds(10));
        assertThat(handler.stalls().get(topic + "-0"))
                .startsWith("offset=0 ")
                .contains("not parked: org.springframework.kafka.KafkaException");
        assertThat(handler.isPolling()).isTrue();
        assertThat(output).doesNotContain("\tat ", "anna@example.com");

        isDeadLetterTopicAway = false;
        await().atMost(SOON).untilAsserted(() -> assertThat(processed).containsExactly("neighbour"));
        assertThat(parked).containsExactly("poison");
        assertThat(handler.stalls()).isEmpty();
    }

    @Test
    void recordThatShowsAsPoisonOnlyAfterAnOutageIsParkedAlone(CapturedOutput output) {
        isPoison = true;
        isOutage = true;
        for (var value : List.of("before", "poison", "after")) {
            send(0, value);
        }
        container.start();

        await().atMost(SOON).until(() -> handler.longestStall().compareTo(Duration.ofMillis(500)) > 0);
        assertThat(recoveries).hasValue(0);
        assertThat(handler.stalls()).containsOnlyKeys(topic + "-0");

        isOutage = false;
        await().atMost(SOON).untilAsserted(() -> assertThat(processed).contains("before", "after"));
        assertThat(parked).containsExactly("poison");
        assertThat(handler.stalls()).isEmpty();
        assertThat(output).doesNotContain("\tat ", "anna@example.com");
    }
}
