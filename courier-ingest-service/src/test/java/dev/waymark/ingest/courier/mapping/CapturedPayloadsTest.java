package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.MappingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each {@code couriers/<courier>/<case>.json} reads as {@code <case>.expected.json} beside it says, with the headers in
 * {@code <case>.headers.json} where there are any.
 */
class CapturedPayloadsTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Path CAPTURED = Path.of("src/test/resources/couriers");
    private static final Path READ = Path.of("target/couriers");
    private static final String EXPECTED = ".expected.json";
    private static final String HEADERS = ".headers.json";

    @ParameterizedTest
    @MethodSource("captured")
    void capturedPayloadIsMappedAsExpected(Path payload) throws IOException {
        var courier = payload.getParent().getFileName().toString();

        var mapping = Webhooks.mapping(courier);
        var name = payload.getFileName().toString().replace(".json", "");

        var result = mapping.map(
                Webhooks.verified(mapping, Webhooks.capturedHeaders(courier, name), Files.readAllBytes(payload)));

        var expected = CAPTURED.resolve(courier).resolve(name + EXPECTED);
        var read = written(result, READ.resolve(CAPTURED.relativize(expected)));
        assertThat(expected).exists();
        assertThat(read).isEqualTo(JSON.readTree(Files.readAllBytes(expected)));
    }

    /** Written under {@code target}: what a new case's expectation starts from, once somebody has read it. */
    private static JsonNode written(MappingResult result, Path file) throws IOException {
        var read = JSON.<JsonNode>valueToTree(
                switch (result) {
                    case MappingResult.Mapped mapped -> mapped.events();
                    case MappingResult.Ignored ignored ->
                        Map.of("ignored", ignored.reason(), "kept", ignored.keepRaw());
                    case MappingResult.Unmappable(var reason) -> Map.of("unmappable", reason);
                });
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(read) + "\n");
        return read;
    }

    private static Stream<Path> captured() throws IOException {
        try (var files = Files.walk(CAPTURED, 2)) {
            return files
                    .filter(file -> file.toString().endsWith(".json")
                            && !file.toString().endsWith(EXPECTED)
                            && !file.toString().endsWith(HEADERS))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
