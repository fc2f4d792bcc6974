package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.wording.BundleChecks;
import dev.waymark.wording.Language;
import dev.waymark.wording.MessageBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTemplatesTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\s*(\\w+)\\s*[,}]");

    /** Of messages that every service has, and whose arguments differ with the language. */
    private static final Set<String> SHARED =
            MessageBundle.of("wording", Language.root()).keys();

    static Stream<Language> languages() {
        return BundleChecks.shipped();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void languageIsComplete(Language language) {
        BundleChecks.assertComplete("notification-service", language);
    }

    /** In English a text message names the shop; a Russian one has no room, its sender does. */
    @ParameterizedTest
    @MethodSource("languages")
    void translationStatesTheSameFacts(Language language) {
        var root = MessageBundle.of("notification-service", Language.root());
        var translation = root.in(language);

        assertThat(root.keys())
                .filteredOn(key -> !key.endsWith(".sms") && !SHARED.contains(key))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(arguments(translation, key)).isEqualTo(arguments(root, key)));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void thereAreNoExclamationMarks(Language language) {
        var messages = MessageBundle.of("notification-service", language);

        assertThat(messages.keys())
                .allSatisfy(key -> assertThat(messages.pattern(key)).doesNotContain("!"));
    }

    private static Set<String> arguments(MessageBundle messages, String key) {
        return ARGUMENT.matcher(messages.pattern(key))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("courier"))
                .collect(Collectors.toSet());
    }
}
