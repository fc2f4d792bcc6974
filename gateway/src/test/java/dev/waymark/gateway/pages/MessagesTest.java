package dev.waymark.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.wording.BundleChecks;
import dev.waymark.wording.Language;
import dev.waymark.wording.MessageBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

    private static final Pattern USED = Pattern.compile("(?:messages\\.get|fact)\\('([^']+)'[,)]");

    static Stream<Language> languages() {
        return BundleChecks.shipped();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void languageIsComplete(Language language) {
        BundleChecks.assertComplete("gateway", language);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyStatusHasItsOwnHeadline(Language language) {
        var messages = MessageBundle.of("gateway", language);

        var headlines = Stream.of(CustomerStatus.values())
                .map(status -> messages.get("headline." + status))
                .toList();

        assertThat(headlines).doesNotHaveDuplicates();
        assertThat(CustomerStatus.values()).allMatch(status -> messages.has("tag." + status));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everythingThatCanHappenHasAMessage(Language language) {
        var keys = BundleChecks.patterns("gateway", language).keySet();

        assertThat(keys)
                .containsAll(named("event.", SubStatus.values()))
                .containsAll(named("event.notice.", Notice.values()))
                .containsAll(named("desk.as.", SearchResult.MatchedBy.values()))
                .containsAll(named("desk.matched.", SearchResult.MatchedBy.values()))
                .containsAll(named("cause.", DelayReason.values()))
                .containsAll(named("audit.kind.", AuditEvent.Kind.values()))
                .containsAll(named("audit.role.", AuditEvent.Actor.Role.values()))
                .containsAll(named("return.", ReturnReason.values()));
    }

    @Test
    void templatesUseOnlyMessagesThatExist() throws IOException {
        try (var templates = Files.list(Path.of("src/main/resources/gateway/templates"))) {
            var asked = templates
                    .map(MessagesTest::content)
                    .flatMap(html -> USED.matcher(html).results().map(match -> match.group(1)))
                    .collect(Collectors.toSet());

            assertThat(BundleChecks.patterns("gateway", Language.root()).keySet())
                    .containsAll(asked);
        }
    }

    @Test
    void russianCounts() {
        var messages = MessageBundle.of("gateway", Language.valueOf("ru"));

        assertThat(Stream.of(1, 3, 5, 21, 111).map(n -> messages.get("page.items.count", Map.of("n", n))))
                .containsExactly("1 товар", "3 товара", "5 товаров", "21 товар", "111 товаров");
    }

    private static Stream<String> stream(String prefix, Enum<?>[] values) {
        return Stream.of(values).map(value -> prefix + value.name());
    }

    private static List<String> named(String prefix, Enum<?>[] values) {
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
