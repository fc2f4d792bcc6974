package dev.waymark.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Cause;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.gateway.services.CustomerStatus;
import dev.waymark.gateway.services.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {

    private static final Pattern ASKED = Pattern.compile("t\\.say\\('([^']+)'[,)]");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(Texts.in(Language.RU).keys())
                .containsExactlyInAnyOrderElementsOf(Texts.in(Language.EN).keys());
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusHasItsOwnWords(Language language) {
        var texts = Texts.in(language);

        var headlines = Stream.of(CustomerStatus.values())
                .map(status -> texts.say("headline." + status))
                .toList();

        assertThat(headlines).doesNotHaveDuplicates();
        assertThat(CustomerStatus.values()).allMatch(status -> texts.has("tag." + status));
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatCanHappenHasWords(Language language) {
        var keys = Texts.in(language).keys();

        assertThat(keys)
                .containsAll(named("event.", SubStatus.values()))
                .containsAll(named("event.notice.", Notice.values()))
                .containsAll(named("desk.as.", SearchResult.Matched.values()))
                .containsAll(named("desk.matched.", SearchResult.Matched.values()))
                .containsAll(named("cause.", Cause.values()))
                .containsAll(named("return.", ReturnReason.values()));
    }

    @Test
    void templatesAskForNothingThatIsNotWritten() throws IOException {
        try (var templates = Files.list(Path.of("src/main/resources/gateway/templates"))) {
            var asked = templates
                    .map(TextsTest::content)
                    .flatMap(html -> ASKED.matcher(html).results().map(match -> match.group(1)))
                    .collect(Collectors.toSet());

            assertThat(Texts.in(Language.RU).keys()).containsAll(asked);
        }
    }

    @Test
    void russianCounts() {
        var texts = Texts.in(Language.RU);

        assertThat(Stream.of(1, 3, 5, 21, 111).map(n -> texts.say("page.items.count", Map.of("n", n))))
                .containsExactly("1 товар", "3 товара", "5 товаров", "21 товар", "111 товаров");
    }

    private static Stream<String> stream(String prefix, Enum<?>[] values) {
        return Stream.of(values).map(value -> prefix + value.name());
    }

    private static java.util.List<String> named(String prefix, Enum<?>[] values) {
        return stream(prefix, values).toList();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
