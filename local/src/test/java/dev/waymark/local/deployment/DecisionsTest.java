package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static List<Path> decisions() {
        return ProjectFiles.below(ProjectFiles.ROOT.resolve("docs/decisions"), ".md");
    }

    @Test
    void numbersAreUniqueAndWithoutGaps() {
        assertThat(decisions())
                .isNotEmpty()
                .extracting(file -> file.getFileName().toString().substring(0, 5))
                .isEqualTo(IntStream.rangeClosed(1, decisions().size())
                        .mapToObj("%04d-"::formatted)
                        .toList());
    }

    @Test
    void eachSaysWhyAndWhatWouldChangeOurMind() {
        assertThat(decisions()).allSatisfy(file -> {
            var number = file.getFileName().toString().substring(0, 4);
            assertThat(ProjectFiles.text(file))
                    .startsWith("# " + number + ". ")
                    .containsSubsequence(
                            "## Context", "## Decision", "## Consequences", "## What would change our mind");
        });
    }
}
