package dev.waymark.wording;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A language that customers can read everything in. Each is a set of files: it exists where the class path holds
 * {@code wording/messages_<code>.properties}; the one of {@code wording/messages.properties} is the root, which lends
 * the others what they lack.
 *
 * @param locale with the region whose formats apply
 * @param name in the language itself
 */
public record Language(Locale locale, String name) {

    private static final List<Language> ALL = Stream.concat(Stream.of(""), Arrays.stream(Locale.getISOLanguages()))
            .flatMap(code -> MessageBundle.properties("wording", code).stream())
            .map(file -> new Language(
                    Locale.forLanguageTag(file.getProperty("language.locale")), file.getProperty("language.name")))
            .toList();

    /** Every language there is, the root first. */
    public static List<Language> all() {
        return ALL;
    }

    /** The language whose messages stand in for those that another lacks. */
    public static Language root() {
        return ALL.getFirst();
    }

    /** Every language but this one. */
    public List<Language> others() {
        return ALL.stream().filter(language -> !language.equals(this)).toList();
    }

    /** The language of a tag such as {@code en-US}; empty when there are no files for it. */
    public static Optional<Language> of(@Nullable String tag) {
        var code = tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
        return ALL.stream().filter(language -> language.code().equals(code)).findFirst();
    }

    /** For settings. */
    public static Language valueOf(String tag) {
        return of(tag).orElseThrow(() -> new IllegalArgumentException("language: \"%s\" (expected: one of %s)"
                .formatted(tag, ALL.stream().map(Language::code).toList())));
    }

    /** The first of {@code ranges}, as in {@code Accept-Language}, that there are files for. */
    public static Optional<Language> preferred(List<LanguageRange> ranges) {
        return ranges.stream().flatMap(range -> of(range.getRange()).stream()).findFirst();
    }

    /** The value of {@code lang} attributes and of {@code ?lang=}. */
    public String code() {
        return locale.getLanguage();
    }

    /** The language to take {@code text} for beside text of this one, as far as its letters show. */
    public Language guess(String text) {
        var script = text.codePoints()
                .map(UScript::getScript)
                .filter(letters -> letters > UScript.INHERITED && letters != UScript.LATIN)
                .findFirst()
                .orElse(UScript.LATIN);
        return Stream.concat(Stream.of(this), ALL.stream())
                .filter(language -> language.isWrittenIn(script))
                .findFirst()
                .orElse(this);
    }

    private boolean isWrittenIn(int script) {
        return Arrays.stream(UScript.getCode(ULocale.forLocale(locale))).anyMatch(code -> code == script);
    }

    @Override
    public String toString() {
        return code();
    }
}
