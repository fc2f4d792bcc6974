package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.TopicDefinition;
import dev.waymark.contract.Topics;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The topics as Strimzi's operator creates them are those that the services would create. */
class KafkaTopicManifestsTest {

    private static final int PARTITIONS = 12;
    private static final int REPLICAS = 3;

    @Test
    void manifestsHaveEveryTopicWithAllItsSettings() {
        var manifests = ProjectFiles.documents(ProjectFiles.ROOT.resolve("k8s/components/kafka-topics/topics.yaml"));

        assertThat(manifests.stream().map(KafkaTopicManifestsTest::declared))
                .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream()
                        .map(KafkaTopicManifestsTest::expected)
                        .toList());
    }

    @Test
    void productionAsksForTheSamePartitionsAndReplicas() {
        var production = ProjectFiles.documents(ProjectFiles.ROOT.resolve("k8s/overlays/production/kustomization.yaml"))
                .get(0);

        assertThat(production.at("/configMapGenerator/0/literals").valueStream().map(JsonNode::asString))
                .contains("WAYMARK_TOPICS_PARTITIONS=" + PARTITIONS, "WAYMARK_TOPICS_REPLICAS=" + REPLICAS);
    }

    private static Topic expected(TopicDefinition topic) {
        return new Topic(topic.name(), topic.partitions(PARTITIONS), REPLICAS, topic.configuration(REPLICAS));
    }

    private static Topic declared(JsonNode manifest) {
        assertThat(manifest.path("kind").asString()).isEqualTo("KafkaTopic");
        var configuration = new TreeMap<String, String>();
        manifest.at("/spec/config")
                .propertyStream()
                .forEach(setting ->
                        configuration.put(setting.getKey(), setting.getValue().asString()));
        return new Topic(
                manifest.at("/metadata/name").asString(),
                manifest.at("/spec/partitions").asInt(),
                manifest.at("/spec/replicas").asInt(),
                configuration);
    }

    private record Topic(String name, int partitions, int replicas, SortedMap<String, String> configuration) {}
}
