package dev.waymark.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds of the messages of every service, in every language. */
public final class BundleChecks {

    /** Names written the same in most alphabets, and addresses: another language needs none of its own. */
    private static final Pattern SHARED = Pattern.compile("courier\\..+\\.(name|site)");

    /** What only some languages have: their typography, and a courier's name that is declined. */
    private static final Pattern OWN = Pattern.compile("typography\\..+|courier\\..+\\.(name|from)");

    private BundleChecks() {}

    /** Every language that is not only in tests. */
    public static Stream<Language> shipped() {
        return Language.all().stream().filter(language -> !language.code().equals("de"));
    }

    /** What is written in {@code language} itself, by its key. */
    public static Map<String, String> patterns(String service, Language language) {
        return MessageBundle.ownPatterns(service, language);
    }

    public static void assertComplete(String service, Language language) {
        var root = patterns(service, Language.root()).keySet();
        var keys = patterns(service, language).keySet();

        assertThat(root)
                .as("translated into %s", language.name())
                .filteredOn(key -> !SHARED.matcher(key).matches())
                .isSubsetOf(keys);
        assertThat(keys)
                .as("of the root language")
                .filteredOn(key -> !OWN.matcher(key).matches())
                .isSubsetOf(root);
    }
}
