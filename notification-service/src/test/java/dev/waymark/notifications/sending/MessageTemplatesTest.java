package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.wording.BundleChecks;
import dev.waymark.wording.CourierNames;
import dev.waymark.wording.Language;
import dev.waymark.wording.MessageBundle;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageTemplatesTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\s*(\\w+)\\s*[,}]");

    /** Of messages that every service has, and whose arguments differ with the language. */
    private static final Set<String> SHARED =
            BundleChecks.patterns("wording", Language.root()).keySet();

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
        var root = BundleChecks.patterns("notification-service", Language.root());
        var translation = BundleChecks.patterns("notification-service", language);

        assertThat(root.keySet())
                .filteredOn(key -> !key.endsWith(".sms") && !SHARED.contains(key))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(arguments(translation, key)).isEqualTo(arguments(root, key)));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void thereAreNoExclamationMarks(Language language) {
        assertThat(BundleChecks.patterns("notification-service", language).values())
                .allSatisfy(pattern -> assertThat(pattern).doesNotContain("!"));
    }

    @ParameterizedTest
    @CsvSource({"cdek,en,CDEK", "cdek,ru,СДЭК", "waymark,en,Waymark Courier", "waymark,ru,Waymark Курьер"})
    void courierIsCalledByItsName(CourierCode courier, Language language, String name) {
        assertThat(CourierNames.brand(courier, MessageBundle.of("notification-service", language)))
                .contains(name);
    }

    private static Set<String> arguments(Map<String, String> patterns, String key) {
        return ARGUMENT.matcher(patterns.get(key))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("courier"))
                .collect(Collectors.toSet());
    }
}
