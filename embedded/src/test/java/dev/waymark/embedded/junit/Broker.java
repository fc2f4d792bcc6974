package dev.waymark.embedded.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.embedded.TestInfrastructure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka broker as tests use it: send a record, read a topic. */
public final class Broker implements AutoCloseable {

    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;

    public Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** That of {@link TestInfrastructure}, for all tests of this JVM. */
    public static Broker shared() {
        return Shared.BROKER;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates a topic that nobody else uses; returns its name. */
    public String newTopic(int partitions) {
        var topic = "topic-" + UUID.randomUUID();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return topic;
    }

    public RecordMetadata send(String topic, String key, String value) {
        return send(topic, key, value.getBytes(UTF_8));
    }

    public RecordMetadata send(String topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topic, key, value));
    }

    /** Returns when the broker has acknowledged it. */
    public RecordMetadata send(ProducerRecord<String, byte[]> sent) {
        try {
            return producer.send(sent).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads all that {@code topics} hold. */
    public TopicReader fromBeginning(String... topics) {
        var reader = new TopicReader(bootstrapServers, List.of(topics));
        reader.seekToBeginning();
        return reader;
    }

    /** Reads what comes to {@code topics} from now on. */
    public TopicReader fromNow(String... topics) {
        var reader = new TopicReader(bootstrapServers, List.of(topics));
        reader.skipExistingRecords();
        return reader;
    }

    @Override
    public void close() {
        producer.close();
    }

    private static final class Shared {
        private static final Broker BROKER = new Broker(TestInfrastructure.bootstrapServers());
    }
}
