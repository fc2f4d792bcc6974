package dev.waymark.orders.recognition;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.waymark.contract.CourierCode;
import dev.waymark.orders.recognition.TrackingNumberFormat.Cardinality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The formats of tracking numbers in {@code resources/orders/recognition}; {@code ORIGIN.md} there names their sources.
 * The index names the files, for a folder in a jar cannot be listed, and holds the cardinality of each format.
 */
final class FormatFiles {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private FormatFiles() {}

    static List<TrackingNumberFormat> formats() {
        var index = read("index");
        return index.propertyStream()
                .flatMap(file -> formats(courier(file.getKey()), file.getValue()))
                .toList();
    }

    private static Stream<TrackingNumberFormat> formats(CourierFile courier, JsonNode cardinalities) {
        var family = new CourierCode(courier.courierCode().replace('_', '-'));
        return courier.trackingNumbers().stream().map(rules -> {
            var pattern = Pattern.compile(rules.pattern());
            var cardinality = JSON.treeToValue(cardinalities.path(rules.name()), Cardinality.class);
            return new TrackingNumberFormat(family, courier.name(), rules, pattern, cardinality);
        });
    }

    static CourierFile courier(String file) {
        return JSON.treeToValue(read(file), CourierFile.class);
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
