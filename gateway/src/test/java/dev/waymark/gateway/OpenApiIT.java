package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The copy in {@code docs}, which people read and diff. */
class OpenApiIT {

    private static final Path COPY = Path.of("..", "docs", "openapi.json");

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void checkedInCopyIsWhatTheGatewaySays() throws IOException {
        var json = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        var said = gateway.client()
                .get()
                .uri("/api/openapi.json")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        var now = json.writeValueAsString(json.readValue(said, TreeMap.class)) + "\n";
        if (!Files.exists(COPY) || !Files.readString(COPY).equals(now)) {
            var proposed = Files.writeString(Path.of("target", "openapi.json"), now);
            assertThat(Files.exists(COPY) ? Files.readString(COPY) : "")
                    .as("docs/openapi.json is not what the gateway says; the fresh one is %s", proposed)
                    .isEqualTo(now);
        }
    }
}
