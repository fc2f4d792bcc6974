package dev.waymark.gateway;

import dev.waymark.contract.Problem;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemCatalogueIT {

    private final RunningGateway gateway = RunningGateway.shared();

    static Stream<String> slugs() {
        return Arrays.stream(Problem.values()).flatMap(Problem::slugs);
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void typeLeadsToItsMeaningAlsoByAFormerSlug(String slug) {
        var problem = Problem.of(slug).orElseThrow();

        gateway.client()
                .get()
                .uri("/problems/{slug}", slug)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo(problem.type())
                .jsonPath("$.title")
                .isEqualTo(problem.title())
                .jsonPath("$.status")
                .isEqualTo(problem.status());
    }
}
