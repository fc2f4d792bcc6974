package dev.waymark.local.rehearsal;

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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mapping read over payloads, each compared with the expectation beside it: of {@code scan.json} that is
 * {@code scan.expected.json}.
 */
public final class MappingTrial {

    static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String EXPECTED = ".expected.json";

    /** Always the same, so that the same mapping and payload read the same tomorrow. */
    private static final Instant RECEIVED_AT = Instant.parse("2026-11-23T09:00:00Z");

    private final CourierMapping mapping;
    private final Map<String, String> headers;

    private MappingTrial(CourierMapping mapping, Map<String, String> headers) {
        this.mapping = mapping;
        this.headers = headers;
    }

    /**
     * A trial of the mapping in a file, or of the one that Waymark brings along for a courier.
     *
     * @param mapping a path, or a courier's code
     * @param headers what the payloads came with, where the mapping reads any
     * @throws dev.waymark.ingest.courier.mapping.InvalidMappingFile naming file, line and what was expected there
     */
    public static MappingTrial of(String mapping, Map<String, String> headers) {
        var file = Path.of(mapping);
        try {
            return new MappingTrial(
                    CourierMapping.parse(
                            String.valueOf(file.getFileName()),
                            Files.isRegularFile(file) ? Files.readAllBytes(file) : bundled(mapping)),
                    lowerCase(headers));
        } catch (IOException e) {
            throw new CommandException("%s cannot be read: %s".formatted(mapping, e.getMessage()), e);
        }
    }

    /** The mapping and its version, such as {@code cdek/1}. */
    public String label() {
        return mapping.label();
    }

    /** The payloads in {@code paths}: files, and of folders all files that are no expectations. */
    public static List<Path> payloads(List<Path> paths) {
        return paths.stream().flatMap(MappingTrial::payloads).toList();
    }

    /** What the mapping makes of {@code payload}, and whether that is what was expected. */
    public Outcome read(Path payload) {
        try {
            var reading = Courier.dryRun(mapping.courier(), mapping, headers, Files.readAllBytes(payload), RECEIVED_AT);
            var written = written(reading);
            var expectation = expectation(payload);
            return new Outcome(
                    payload,
                    reading,
                    written,
                    Files.exists(expectation) ? JSON.readTree(Files.readString(expectation)) : null);
        } catch (IOException e) {
            throw new CommandException("%s cannot be read: %s".formatted(payload, e.getMessage()), e);
        }
    }

    /** Makes what was read the expectation. */
    public static void keep(Outcome outcome) {
        try {
            Files.writeString(expectation(outcome.payload()), JSON.writeValueAsString(outcome.written()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode written(MappingResult reading) {
        return JSON.valueToTree(
                switch (reading) {
                    case MappingResult.Mapped mapped -> mapped.events();
                    case MappingResult.Ignored ignored ->
                        Map.of("nothingNew", ignored.reason(), "kept", ignored.keepRaw());
                    case MappingResult.Unmappable(var reason) -> Map.of("unreadable", reason);
                });
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
                    .filter(file -> Files.isRegularFile(file)
                            && !file.toString().endsWith(EXPECTED)
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

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }

    /**
     * One payload, read.
     *
     * @param written the reading as JSON
     * @param expected what it should be; absent when nobody has said so yet
     */
    public record Outcome(
            Path payload,
            MappingResult reading,
            JsonNode written,
            @Nullable JsonNode expected) {

        /** As expected; or, where nobody has said what to expect, at least readable. */
        public boolean isGood() {
            return expected == null ? !(reading instanceof MappingResult.Unmappable) : expected.equals(written);
        }
    }
}
