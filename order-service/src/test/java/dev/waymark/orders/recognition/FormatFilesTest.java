package dev.waymark.orders.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.CheckDigit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class FormatFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/orders/recognition");
    private static final List<Example> EXAMPLES = examples();

    private record Example(TrackingNumberFormat format, String number, boolean valid) {
        boolean fits() {
            return format.match(new TrackingNumber(number).value())
                    .filter(match -> match.checkDigit() != CheckDigit.WRONG)
                    .isPresent();
        }
    }

    static Stream<Arguments> valid() {
        return arguments(true);
    }

    static Stream<Arguments> invalid() {
        return arguments(false);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("valid")
    void validExampleFitsItsFormat(String format, String number, Example example) {
        assertThat(example.fits()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("invalid")
    void invalidExampleDoesNotFit(String format, String number, Example example) {
        assertThat(example.fits()).isFalse();
    }

    @Test
    void thereAreManyExamples() {
        assertThat(EXAMPLES).hasSizeGreaterThan(200);
    }

    /** Where a file was added or changed, the expected content of {@code index.json} is in {@code target}. */
    @Test
    void indexHoldsEveryFileWithTheCardinalitiesOfItsPatterns() throws IOException {
        var json = JsonMapper.builder().build();
        var expected = json.writerWithDefaultPrettyPrinter().writeValueAsString(index());
        Files.writeString(Path.of("target/index.json"), expected + "\n");

        assertThat(FormatFiles.read("index")).isEqualTo(json.readTree(expected));
    }

    private static Map<String, Object> index() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            var index = new TreeMap<String, Object>();
            files.map(file -> FOLDER.relativize(file).toString())
                    .filter(file -> file.endsWith(".json") && !file.equals("index.json"))
                    .map(file -> file.replace(".json", ""))
                    .forEach(file -> index.put(file, cardinalities(FormatFiles.courier(file))));
            return index;
        }
    }

    private static Map<String, Object> cardinalities(CourierFile courier) {
        var cardinalities = new LinkedHashMap<String, Object>();
        for (var rules : courier.trackingNumbers()) {
            var cardinality = PatternCardinality.of(rules.pattern());
            var lengths = new TreeMap<Integer, Double>();
            IntStream.rangeClosed(1, PatternCardinality.LONGEST)
                    .filter(length -> cardinality.ofLength(length) > 0)
                    .forEach(length -> lengths.put(length, cardinality.ofLength(length)));
            cardinalities.put(
                    rules.name(),
                    new TreeMap<>(Map.of(
                            "checkDigits", cardinality.choices(TrackingNumberFormat.CHECK_DIGIT), "lengths", lengths)));
        }
        return cardinalities;
    }

    private static Stream<Arguments> arguments(boolean valid) {
        return EXAMPLES.stream()
                .filter(example -> example.valid() == valid)
                .map(example -> Arguments.of(example.format().name(), example.number(), example));
    }

    private static List<Example> examples() {
        var examples = new ArrayList<Example>();
        var formats = FormatFiles.formats().iterator();
        for (var file : FormatFiles.read("index").propertyNames()) {
            for (var description : FormatFiles.read(file).path("tracking_numbers")) {
                var format = formats.next();
                var numbers = description.path("test_numbers");
                numbers.path("valid").forEach(number -> examples.add(new Example(format, number.asString(), true)));
                numbers.path("invalid").forEach(number -> examples.add(new Example(format, number.asString(), false)));
            }
        }
        return examples;
    }
}
