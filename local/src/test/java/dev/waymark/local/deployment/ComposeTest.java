package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ComposeTest {

    private static final JsonNode COMPOSE = ProjectFiles.document(ProjectFiles.ROOT.resolve("docker-compose.yml"));
    private static final String DOCKERFILE = ProjectFiles.text(ProjectFiles.ROOT.resolve("docker/Dockerfile"));

    @Test
    void imagesArePinned() {
        assertThat(COMPOSE.path("services").values())
                .extracting(service -> service.path("image").asString())
                .hasSize(6)
                .allSatisfy(image -> assertThat(image).matches("[a-z/-]+:\\d+\\.\\d+\\.\\d+"));
        assertThat(DOCKERFILE).containsPattern("(?m)^FROM [a-z-]+:\\d+\\.\\d+\\.\\d+\\S+$");
    }

    @Test
    void onlyTheGatewayIsReachedFromOutside() {
        assertThat(COMPOSE.path("services").properties())
                .filteredOn(service -> service.getValue().has("ports"))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.getKey()).isEqualTo("gateway");
                    assertThat(service.getValue().path("ports").values())
                            .extracting(JsonNode::asString)
                            .containsExactly("127.0.0.1:8080:8080");
                });
        assertThat(COMPOSE.at("/networks/inside/internal").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"courier-ingest-service", "order-service", "notification-service", "gateway"})
    void serviceRunsWithNoMoreRightsThanItNeeds(String name) {
        var common = COMPOSE.path("x-service");

        assertThat(COMPOSE.path("services")
                        .path(name)
                        .path("build")
                        .path("args")
                        .path("MODULE")
                        .asString())
                .isEqualTo(name);
        assertThat(common.path("read_only").asBoolean()).isTrue();
        // Native libraries of Kafka's codecs are unpacked there and loaded.
        assertThat(common.path("tmpfs").get(0).asString()).startsWith("/tmp:exec,");
        assertThat(common.path("cap_drop").get(0).asString()).isEqualTo("ALL");
        assertThat(DOCKERFILE).contains("USER 10001:10001").contains("ENTRYPOINT [\"java\",");
    }

    @Test
    void fileHoldsNoSecret() {
        assertThat(COMPOSE.findValues("environment"))
                .flatExtracting(JsonNode::propertyNames)
                .isNotEmpty()
                // Where a file is that holds one, may be said.
                .noneMatch(name -> name.matches(".*(PASSWORD|SECRET|KEY(?!S_)|TOKEN)(?!.*_FILE$).*"));
    }

    @Test
    void brokerAsksEverybodyForAPasswordButItself() {
        var composed = environment(COMPOSE.at("/services/kafka/environment"));

        assertThat(passwordless(composed)).isEmpty();
        assertThat(composed)
                .containsEntry("KAFKA_SASL_ENABLED_MECHANISMS", "SCRAM-SHA-512")
                .containsAllEntriesOf(settingsOfSingleNode());
        assertThat(passwordless(Map.of(
                        "KAFKA_LISTENERS", "PLAINTEXT://:9092",
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT")))
                .containsExactly("PLAINTEXT://:9092");
    }

    /** What listens beyond the container and takes anybody. */
    private static List<String> passwordless(Map<String, String> broker) {
        var protocols = Stream.of(
                        broker.get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP").split(",", -1))
                .map(entry -> entry.split(":", -1))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
        return Stream.of(broker.get("KAFKA_LISTENERS").split(",", -1))
                .filter(listener -> !listener.contains("://localhost:"))
                .filter(listener -> !protocols.get(listener.split(":", -1)[0]).startsWith("SASL_"))
                .toList();
    }

    /** That of Kubernetes; its cluster and its folder are its own. */
    private static Map<String, String> settingsOfSingleNode() {
        return ProjectFiles.documents(ProjectFiles.ROOT.resolve("k8s/overlays/single-node/kafka.yaml")).stream()
                .flatMap(manifest -> manifest.findValues("env").stream())
                .flatMap(JsonNode::valueStream)
                .filter(variable -> !List.of("CLUSTER_ID", "KAFKA_LOG_DIRS")
                        .contains(variable.path("name").asString()))
                .collect(Collectors.toMap(
                        variable -> variable.path("name").asString(),
                        variable -> variable.path("value").asString()));
    }

    private static Map<String, String> environment(JsonNode variables) {
        return variables.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, variable -> variable.getValue().asString()));
    }

    @Test
    void databaseAsksForAPasswordAndEachServiceHasOne() {
        var script = ProjectFiles.text(ProjectFiles.ROOT.resolve("docker/make-secrets.sh"));

        assertThat(COMPOSE.at("/services/mongodb/environment").propertyNames())
                .contains("MONGO_INITDB_ROOT_USERNAME", "MONGO_INITDB_ROOT_PASSWORD_FILE");
        assertThat(ProjectFiles.text(ProjectFiles.ROOT.resolve("docker/mongodb/start.sh")))
                .contains("--keyFile");
        assertThat(script).contains("mongodb://$service:$(cat \"secrets/mongodb/$service\")@mongodb:27017/");
        assertThat(ProjectFiles.text(ProjectFiles.ROOT.resolve("docker-compose.yml")))
                .doesNotContain("mongodb://");
    }

    @Test
    void databaseAndBrokerAreTheSameEverywhere() {
        assertThat(Stream.of("kafka", "mongodb")
                        .map(name -> COMPOSE.at("/services/" + name + "/image").asString())
                        .toList())
                .isEqualTo(Stream.of("kafka", "mongodb")
                        .map(name -> ProjectFiles.documents(
                                        ProjectFiles.ROOT.resolve("k8s/overlays/single-node/" + name + ".yaml"))
                                .getFirst()
                                .at("/spec/template/spec/containers/0/image")
                                .asString())
                        .toList());
    }

    /** Any other value is a guess: the engine chooses subnets by itself unless it is told. */
    @Test
    void proxiesThatAreBelievedComeInByTheNetworksOfThisFile() {
        var services = COMPOSE.path("services");

        assertThat(COMPOSE.at("/networks/outside/ipam/config/0/subnet").asString())
                .isEqualTo("${OUTSIDE_SUBNET}");
        assertThat(COMPOSE.at("/networks/inside/ipam/config/0/subnet").asString())
                .isEqualTo("${INSIDE_SUBNET}");
        assertThat(services.at("/gateway/environment/WAYMARK_WEB_TRUSTED_PROXIES")
                        .asString())
                .isEqualTo("${OUTSIDE_SUBNET}");
        assertThat(services.at("/courier-ingest-service/environment/WAYMARK_WEB_TRUSTED_PROXIES")
                        .asString())
                .isEqualTo("${INSIDE_SUBNET},${OUTSIDE_SUBNET}");
    }

    @Test
    void everyVariableHasItsLineInTheExample() {
        var example = ProjectFiles.text(ProjectFiles.ROOT.resolve(".env.example"));
        var used = java.util.regex.Pattern.compile("\\$\\{([A-Z_]+)}")
                .matcher(ProjectFiles.text(ProjectFiles.ROOT.resolve("docker-compose.yml")))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(used).isNotEmpty().allSatisfy(name -> assertThat(example).containsPattern("(?m)^" + name + "="));
    }

    /** Where the machine has the old `docker-compose`, which asks no engine for this. */
    @Test
    void composeTakesTheFile() {
        var printed = Tool.onThePath("docker-compose").run("--env-file", ".env.example", "config", "--services");

        assertThat(List.of(printed.split("\\R")))
                .containsExactlyInAnyOrder(
                        "kafka",
                        "mongodb",
                        "courier-ingest-service",
                        "order-service",
                        "notification-service",
                        "gateway");
    }
}
