package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The types of problems that reach a client through us, read where the services list them. */
class ProblemCatalogueIT {

    private static final Pattern CASE = Pattern.compile("^    ([A-Z_]+)\\(", Pattern.MULTILINE);

    private final RunningGateway gateway = RunningGateway.shared();

    static Stream<String> slugs() {
        return Stream.of(
                        Path.of("../order-service/src/main/java/dev/waymark/orders/web/Problem.java"),
                        Path.of("../courier-ingest-service/src/main/java/dev/waymark/ingest/web/Problem.java"))
                .flatMap(file -> CASE.matcher(content(file)).results())
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void typeLeadsToItsMeaning(String slug) {
        gateway.client()
                .get()
                .uri("/problems/{slug}", slug)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + slug)
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.status")
                .value(status -> assertThat((Integer) status).isBetween(400, 599));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
