package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmesTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");

    static List<Path> modules() {
        return MODULE.matcher(ProjectFiles.text(ProjectFiles.ROOT.resolve("pom.xml")))
                .results()
                .map(module -> ProjectFiles.ROOT.resolve(module.group(1)))
                .toList();
    }

    @Test
    void everyModuleSaysWhatItIs() {
        assertThat(modules())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(module.resolve("README.md")).exists());
    }

    static Stream<Path> documents() {
        var folders = Stream.concat(modules().stream(), Stream.of(ProjectFiles.ROOT, ProjectFiles.ROOT.resolve("k8s")));
        return Stream.concat(
                folders.map(folder -> folder.resolve("README.md")),
                ProjectFiles.below(ProjectFiles.ROOT.resolve("docs"), ".md").stream());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) {
        var links = LINK.matcher(ProjectFiles.text(document)).results().map(MatchResult::group);

        assertThat(links.map(link -> link.substring(2)).filter(link -> !link.contains("://")))
                .allMatch(link -> Files.exists(document.resolveSibling(link)));
    }
}
