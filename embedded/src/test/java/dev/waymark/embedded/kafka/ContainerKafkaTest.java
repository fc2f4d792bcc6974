package dev.waymark.embedded.kafka;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The same contract against the distribution's own image, where Docker runs. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerKafkaTest implements KafkaContract {

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.0"));

    @Override
    public String bootstrapServers() {
        return KAFKA.getBootstrapServers();
    }
}
