package dev.waymark.resilience;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records to the topics that nobody can process. They are known by their keys. */
final class Poison implements AutoCloseable {

    private static final String KEY = "poison-";
    private static final List<String> TOPICS =
            List.of(Topics.TRACKING_EVENTS, Topics.ORDERS, Topics.ORDER_UPDATES, Topics.SHOP_ORDERS);
    private static final int DEEP = 10_000;
    private static final int LARGE = 1_500_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private int sent;

    Poison(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "max.block.ms", "1000",
                        "delivery.timeout.ms", "20000",
                        "request.timeout.ms", "5000",
                        "max.request.size", String.valueOf(2 * LARGE)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static boolean isKey(byte @Nullable [] key) {
        return key != null && new String(key, UTF_8).startsWith(KEY);
    }

    /** One record; where the broker is away there is one less. */
    void send(Random random) {
        var topic = TOPICS.get(random.nextInt(TOPICS.size()));
        var value = value(random, topic);
        try {
            var unused = producer.send(new ProducerRecord<>(topic, (KEY + sent++).getBytes(UTF_8), value));
        } catch (KafkaException e) {
            // The broker is away.
        }
    }

    private static byte @Nullable [] value(Random random, String topic) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> "[".repeat(DEEP).getBytes(UTF_8);
            case 3 -> "{\"type\":\"order-placed\",\"id\":7}".getBytes(UTF_8);
            // Only this topic takes records of that size.
            case 4 ->
                topic.equals(Topics.TRACKING_EVENTS)
                        ? "{\"id\":\"%s\"}".formatted("x".repeat(LARGE)).getBytes(UTF_8)
                        : noise(random);
            default -> noise(random);
        };
    }

    private static byte[] noise(Random random) {
        var noise = new byte[64];
        random.nextBytes(noise);
        return noise;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
