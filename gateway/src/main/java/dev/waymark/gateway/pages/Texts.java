package dev.waymark.gateway.pages;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Everything the pages say, in one language. */
final class Texts {

    private static final Map<Language, Texts> ALL = load();
    /** A short Russian preposition at a line's end is a mistake of typesetting. */
    private static final Pattern SHORT_WORD =
            Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(в|во|с|со|и|к|у|о|на|до|из|не|по|за|от) ");

    private final Language language;
    private final Map<String, MessageFormat> patterns;

    private Texts(Language language, Map<String, MessageFormat> patterns) {
        this.language = language;
        this.patterns = patterns;
    }

    static Texts in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    Language language() {
        return language;
    }

    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    Set<String> keys() {
        return patterns.keySet();
    }

    /** The text of {@code key}; a key without a text is a mistake of ours and fails. */
    public String say(String key) {
        return say(key, Map.of());
    }

    public String say(String key, Map<String, ?> values) {
        var pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException(
                    "text: %s (expected: a key of texts_%s.properties)".formatted(key, language.code()));
        }
        // A MessageFormat must not be used by two threads at once.
        var text = ((MessageFormat) pattern.clone()).format(values);
        return language == Language.RU ? SHORT_WORD.matcher(text).replaceAll("$1\u00a0") : text;
    }

    private static Map<Language, Texts> load() {
        var all = new EnumMap<Language, Texts>(Language.class);
        for (var language : Language.values()) {
            all.put(language, new Texts(language, patterns(language)));
        }
        return all;
    }

    private static Map<String, MessageFormat> patterns(Language language) {
        var file = "/gateway/texts_%s.properties".formatted(language.code());
        var properties = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(Texts.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var locale = ULocale.forLocale(language.locale());
        return new HashMap<>(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, key -> new MessageFormat(properties.getProperty(key), locale))));
    }
}
