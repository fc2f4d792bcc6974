package dev.waymark.orders.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.TrackingNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of every file, by the form it stands under. */
class FormatFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources" + FormatFiles.FOLDER);
    private static final List<Example> EXAMPLES = examples();

    private record Example(TrackingNumberFormat format, String number, boolean valid) {
        boolean isTaken() {
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
    void validExampleIsTaken(String format, String number, Example example) {
        assertThat(example.isTaken()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("invalid")
    void invalidExampleIsNot(String format, String number, Example example) {
        assertThat(example.isTaken()).isFalse();
    }

    @Test
    void everyFileOfTheFoldersIsRead() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            assertThat(files.map(FOLDER::relativize)
                            .map(Path::toString)
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(FormatFiles.ALL);
        }
        assertThat(EXAMPLES).hasSizeGreaterThan(200);
    }

    private static Stream<Arguments> arguments(boolean valid) {
        return EXAMPLES.stream()
                .filter(example -> example.valid() == valid)
                .map(example -> Arguments.of(example.format().name(), example.number(), example));
    }

    private static List<Example> examples() {
        var examples = new ArrayList<Example>();
        for (var file : FormatFiles.read()) {
            var formats = TrackingNumberFormat.of(file);
            var described = file.path("tracking_numbers");
            for (var i = 0; i < formats.size(); i++) {
                var format = formats.get(i);
                var numbers = described.get(i).path("test_numbers");
                numbers.path("valid").forEach(number -> examples.add(new Example(format, number.asString(), true)));
                numbers.path("invalid").forEach(number -> examples.add(new Example(format, number.asString(), false)));
            }
        }
        return examples;
    }
}
