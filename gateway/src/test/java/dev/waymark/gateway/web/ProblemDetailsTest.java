package dev.waymark.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Problem;
import dev.waymark.wording.BundleChecks;
import dev.waymark.wording.Language;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDetailsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void everyProblemOfTheCatalogueAndNoOtherHasADetail(Language language) {
        var keys = Arrays.stream(Problem.values())
                .map(problem -> "problem." + problem.slug())
                .toList();

        assertThat(BundleChecks.patterns("gateway", language).keySet())
                .filteredOn(key -> key.startsWith("problem."))
                .containsExactlyInAnyOrderElementsOf(keys);
    }
}
