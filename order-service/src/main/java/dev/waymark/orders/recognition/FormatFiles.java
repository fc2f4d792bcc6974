package dev.waymark.orders.recognition;

import dev.waymark.orders.recognition.TrackingNumberFormat.Cardinality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The formats of tracking numbers in {@code resources/orders/recognition}; {@code ORIGIN.md} there names their sources.
 * The index names the files, for a folder in a jar cannot be listed, and holds the cardinality of each format.
 */
final class FormatFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FormatFiles() {}

    static List<TrackingNumberFormat> formats() {
        var index = read("index");
        return index.propertyStream()
                .flatMap(file -> formats(read(file.getKey()), file.getValue()))
                .toList();
    }

    private static Stream<TrackingNumberFormat> formats(JsonNode courier, JsonNode cardinalities) {
        return courier.path("tracking_numbers").valueStream().map(format -> {
            var cardinality = cardinalities.path(format.path("name").asString());
            return new TrackingNumberFormat(courier, format, JSON.treeToValue(cardinality, Cardinality.class));
        });
    }

    static JsonNode read(String file) {
        var resource = "/orders/recognition/" + file + ".json";
        try (var in = FormatFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + ": (expected: in the class path)");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
