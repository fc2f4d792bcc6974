package dev.waymark.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.ServerProcess;
import dev.waymark.embedded.junit.Broker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledKafkaTest {

    @Test
    void killedBrokerComesBackWithEveryAcknowledgedRecord(@TempDir Path directory) throws Exception {
        List<String> acknowledged = new ArrayList<>();
        String topic;
        try (var server = ServerProcess.kafka(directory);
                var broker = new Broker(server.address())) {
            topic = broker.newTopic(2);
            for (var number : KafkaContract.numbers(500)) {
                broker.send(topic, "k", number);
                acknowledged.add(number);
            }
            server.kill();
        }

        try (var again = EmbeddedKafka.start(directory, 0)) {
            KafkaContract contract = again::bootstrapServers;
            assertThat(contract.read(topic, acknowledged.size())).isEqualTo(acknowledged);
        }
    }
}
