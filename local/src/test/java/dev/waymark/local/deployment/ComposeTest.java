package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        assertThat(common.path("cap_drop").get(0).asString()).isEqualTo("ALL");
        assertThat(DOCKERFILE).contains("USER 10001:10001").contains("ENTRYPOINT [\"java\",");
    }

    @Test
    void fileHoldsNoSecret() {
        assertThat(COMPOSE.findValues("environment"))
                .flatExtracting(JsonNode::propertyNames)
                .isNotEmpty()
                .noneMatch(name -> name.toString().matches(".*(PASSWORD|SECRET|KEY|TOKEN).*"));
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
