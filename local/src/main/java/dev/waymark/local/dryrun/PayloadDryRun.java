package dev.waymark.local.dryrun;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.local.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a mapping to payloads and compares each result with the expectation beside the payload: for {@code scan.json} that is
 * {@code scan.expected.json}.
 */
public record PayloadDryRun(CourierMapping mapping, Map<String, String> headers) {

    static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String EXPECTED = ".expected.json";
    private static final String IGNORED = "ignored";
    private static final String UNMAPPABLE = "unmappable";

    /** Always the same, so that the same mapping and payload give the same events tomorrow. */
    private static final Instant RECEIVED_AT = Instant.parse("2026-11-23T09:00:00Z");

    /**
     * A dry run of the mapping in a file, or of a courier's bundled one.
     *
     * @param mapping a path, or a courier's code
     * @param headers of the payloads, where the mapping reads any
     * @throws dev.waymark.ingest.courier.mapping.InvalidMappingFile naming file, line and what was expected there
     */
    public static PayloadDryRun of(String mapping, Map<String, String> headers) {
        var file = Path.of(mapping);
        try {
            return new PayloadDryRun(
                    CourierMapping.parse(
                            String.valueOf(file.getFileName()),
                            Files.isRegularFile(file) ? Files.readAllBytes(file) : bundled(mapping)),
                    headers);
        } catch (IOException e) {
            throw new CommandException("%s cannot be read: %s".formatted(mapping, e.getMessage()), e);
        }
    }

    /** The payloads in {@code paths}: files, and of folders all files but expectations. */
    public static List<Path> payloads(List<Path> paths) {
        return paths.stream().flatMap(PayloadDryRun::payloads).toList();
    }

    /** Maps {@code payload}, and compares the result with the expectation beside it. */
    public Result map(Path payload) {
        try {
            var result = Courier.dryRun(mapping.courier(), mapping, headers, Files.readAllBytes(payload), RECEIVED_AT);
            var expectation = expectation(payload);
            return new Result(payload, result, json(result), Files.exists(expectation) ? expected(expectation) : null);
        } catch (IOException e) {
            throw new CommandException("%s cannot be read: %s".formatted(payload, e.getMessage()), e);
        }
    }

    /** Writes the result as the expectation. */
    public static void keep(Result result) {
        try {
            Files.writeString(expectation(result.payload()), JSON.writeValueAsString(result.json()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(MappingResult result) {
        return JSON.valueToTree(
                switch (result) {
                    case MappingResult.Mapped mapped -> mapped.events();
                    case MappingResult.Ignored ignored -> Map.of(IGNORED, ignored.reason(), "kept", ignored.keepRaw());
                    case MappingResult.Unmappable(var reason) -> Map.of(UNMAPPABLE, reason);
                });
    }

    /** The expectations of the first versions name these results {@code nothingNew} and {@code unreadable}. */
    private static JsonNode expected(Path expectation) throws IOException {
        var expected = JSON.readTree(Files.readString(expectation));
        if (expected instanceof ObjectNode result) {
            rename(result, "nothingNew", IGNORED);
            rename(result, "unreadable", UNMAPPABLE);
        }
        return expected;
    }

    private static void rename(ObjectNode object, String from, String to) {
        if (object.has(from)) {
            object.set(to, object.remove(from));
        }
    }

    private static Path expectation(Path payload) {
        var name = String.valueOf(payload.getFileName());
        var dot = name.lastIndexOf('.');
        return payload.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + EXPECTED);
    }

    private static Stream<Path> payloads(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (var files = Files.list(path)) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(EXPECTED)
                            && !file.toString().endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new CommandException("%s cannot be listed: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static byte[] bundled(String courier) throws IOException {
        try (var in = CourierMapping.class.getResourceAsStream("/couriers/" + courier + ".yaml")) {
            if (in == null) {
                throw new CommandException(
                        "\"%s\" is neither a mapping file nor a courier that Waymark brings along.".formatted(courier));
            }
            return in.readAllBytes();
        }
    }

    /**
     * The result for one payload.
     *
     * @param expected the expectation; absent when there is none
     */
    public record Result(
            Path payload,
            MappingResult mapped,
            JsonNode json,
            @Nullable JsonNode expected) {

        /** As expected; or, without an expectation, at least mappable. */
        public boolean isAsExpected() {
            return expected == null ? !(mapped instanceof MappingResult.Unmappable) : expected.equals(json);
        }
    }
}
