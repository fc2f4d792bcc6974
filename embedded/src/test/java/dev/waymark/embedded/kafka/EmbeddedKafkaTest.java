package dev.waymark.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.machine.ServerStartException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest implements KafkaContract {

    @Override
    public String bootstrapServers() {
        return TestInfrastructure.bootstrapServers();
    }

    @Test
    void misspeltTopicDoesNotAppear() {
        assertTopicIsUnknown("trakcing.events");
    }

    @Test
    void restartKeepsRecordsAndClusterAndPort(@TempDir Path directory) throws Exception {
        String topic;
        int port;
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            KafkaContract contract = kafka::bootstrapServers;
            topic = contract.createTopic();
            contract.send(topic, 20);
            port = Integer.parseInt(kafka.bootstrapServers().split(":", -1)[1]);
        }

        try (var kafka = EmbeddedKafka.start(directory, port)) {
            KafkaContract contract = kafka::bootstrapServers;
            assertThat(contract.read(topic, 20)).isEqualTo(KafkaContract.numbers(20));
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
        }
    }

    @Test
    void takenPortIsSaidInOneSentence(@TempDir Path directory) throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort()))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage(
                            "Kafka cannot listen on port %d: something else does; stop that, or choose another port."
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void directoryOfAnotherBrokerIsSaidInOneSentence(@TempDir Path directory) {
        try (var kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(kafka.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage("Kafka cannot use %s: another one does; stop that, or choose another directory."
                            .formatted(directory.toAbsolutePath()));
        }
    }
}
