package dev.waymark.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledKafkaTest {

    @Test
    void killedBrokerComesBackWithEveryAcknowledgedRecord(@TempDir Path directory) throws Exception {
        List<String> acknowledged = new ArrayList<>();
        String topic;
        try (var server = ServerProcess.kafka(directory)) {
            KafkaContract contract = server::address;
            topic = contract.createTopic();
            Map<String, Object> settings = Map.of("bootstrap.servers", server.address(), "acks", "all", "linger.ms", 0);
            var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
            for (var i = 0; i < 500; i++) {
                producer.send(new ProducerRecord<>(topic, "k", String.valueOf(i)))
                        .get();
                acknowledged.add(String.valueOf(i));
            }
            server.kill();
            producer.close(Duration.ZERO);
        }

        try (var again = EmbeddedKafka.start(directory, 0)) {
            KafkaContract contract = again::bootstrapServers;
            assertThat(contract.read(topic, acknowledged.size())).isEqualTo(acknowledged);
        }
    }
}
