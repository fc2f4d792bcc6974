package dev.waymark.notifications.texts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The phrases of one language. Plurals and choices are in the bundle, where a translator sees them. */
final class Phrases {

    private static final String BUNDLE = "/notification-service/messages_%s.properties";

    private final Locale locale;
    private final Properties patterns;

    Phrases(Language language) {
        this.locale = language.locale();
        this.patterns = load(BUNDLE.formatted(locale.getLanguage()));
    }

    String say(String key, Map<String, ?> facts) {
        return new MessageFormat(pattern(key), locale).format(facts);
    }

    String say(String key) {
        return say(key, Map.of());
    }

    /** What the bundle says for {@code key}, or {@code otherwise} as it is. */
    String name(String key, String otherwise) {
        return patterns.containsKey(key) ? say(key) : otherwise;
    }

    Set<String> keys() {
        return new TreeSet<>(patterns.stringPropertyNames());
    }

    String pattern(String key) {
        var pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("phrase: \"%s\" (expected: one of the bundle's)".formatted(key));
        }
        return pattern;
    }

    private static Properties load(String resource) {
        try (var stream = Phrases.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("No bundle " + resource);
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
