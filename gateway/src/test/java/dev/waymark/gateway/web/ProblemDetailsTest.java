package dev.waymark.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Problem;
import java.util.Arrays;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDetailsTest {

    @ParameterizedTest
    @ValueSource(strings = {"gateway/problems", "gateway/problems_ru"})
    void everyProblemOfTheCatalogueAndNoOtherHasADetail(String bundle) {
        var slugs = Arrays.stream(Problem.values()).map(Problem::slug).toList();

        assertThat(ResourceBundle.getBundle(bundle).keySet()).containsExactlyInAnyOrderElementsOf(slugs);
    }
}
