package dev.waymark.platform.kafka;

import static dev.waymark.contract.TopicDefinition.Cleanup.COMPACT;
import static dev.waymark.contract.TopicDefinition.Cleanup.DELETE;
import static dev.waymark.contract.TopicDefinition.Partitioning.CONFIGURED;
import static dev.waymark.contract.TopicDefinition.Partitioning.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.TopicDefinition;
import dev.waymark.embedded.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaAdmin;

@ExtendWith(OutputCaptureExtension.class)
class TopicProvisionerIT {

    private static final short ONE = 1;

    private static Admin admin;

    private final String name = "topic-" + UUID.randomUUID();
    private final TopicProvisioner provisioner = new TopicProvisioner(admin, new TopicSettings(3, ONE));

    @BeforeAll
    static void start() {
        admin = Admin.create(Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @Test
    void missingTopicIsCreatedWithAllItsSettings(CapturedOutput output) throws Exception {
        var scaled = new TopicDefinition(name + ".scaled", CONFIGURED, DELETE, null, 5_000_000);
        var compacted = new TopicDefinition(name + ".compacted", SINGLE, COMPACT, Duration.ofDays(60), 1_000_000);

        provisioner.provision(List.of(scaled, compacted));

        assertThat(partitions(scaled.name())).isEqualTo(3);
        assertThat(configuration(scaled)).isEqualTo(scaled.configuration(1));
        assertThat(partitions(compacted.name())).isOne();
        assertThat(configuration(compacted)).isEqualTo(compacted.configuration(1));
        assertThat(output).doesNotContain("topic differs");
    }

    @Test
    void nameThatCannotBeResolvedYetIsWaitedFor(CapturedOutput output) throws Exception {
        var kafka = new KafkaAdmin(Map.of("bootstrap.servers", "kafka.invalid:9092"));
        var provisioning = new TopicProvisioning(kafka, new TopicSettings(1, ONE), _ -> {});

        var start = Thread.ofVirtual().start(provisioning::start);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> output.getOut()
                        .contains("waiting for Kafka, not ready until it is there: brokers=kafka.invalid:9092"));
        assertThat(provisioning.isRunning()).isFalse();
        start.interrupt();
        assertThat(start.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void wrongSettingsOfAnExistingTopicAreLoggedAndCorrected(CapturedOutput output) throws Exception {
        var topic = new TopicDefinition(name, CONFIGURED, DELETE, Duration.ofDays(7), 5_000_000);
        admin.createTopics(List.of(new NewTopic(name, 2, ONE)
                        .configs(Map.of(
                                "retention.ms", "1000", "cleanup.policy", "compact", "max.message.bytes", "900"))))
                .all()
                .get();

        provisioner.provision(List.of(topic));

        // The broker that answers learns it from the controller, a moment later.
        await().untilAsserted(() -> assertThat(configuration(topic)).isEqualTo(topic.configuration(1)));
        assertThat(partitions(name)).isEqualTo(2);
        assertThat(output)
                .contains(
                        "topic differs, corrected: topic=" + name + " retention.ms=1000 defined=604800000",
                        "topic differs, corrected: topic=" + name + " cleanup.policy=compact defined=delete",
                        "topic differs, corrected: topic=" + name + " max.message.bytes=900 defined=5000000",
                        "topic differs, left as it is: topic=" + name + " partitions=2 defined=3");
    }

    @Test
    void topicThatIsRightIsLeftAlone(CapturedOutput output) throws Exception {
        var topic = new TopicDefinition(name, SINGLE, COMPACT, Duration.ofDays(1), 1_000_000);
        provisioner.provision(List.of(topic));

        provisioner.provision(List.of(topic));

        assertThat(output).doesNotContain("topic differs");
    }

    private static int partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    /** The values of the settings that the definition names. */
    private static SortedMap<String, String> configuration(TopicDefinition topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config found = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        var values = new TreeMap<String, String>();
        topic.configuration(1)
                .keySet()
                .forEach(name -> values.put(name, found.get(name).value()));
        return values;
    }
}
