package dev.waymark.wording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one service in one language, together with those that every service uses. A message is a pattern of
 * ICU's {@link MessageFormat} with named arguments, in {@code <service>/messages_<code>.properties} as UTF-8; plurals and
 * choices stand there, where a translator sees them. What a language lacks is taken from the root language.
 */
public final class MessageBundle {

    private static final String SHARED = "wording";
    private static final Map<String, MessageBundle> LOADED = new ConcurrentHashMap<>();

    private final String service;
    private final Language language;
    private final Map<String, MessageFormat> formats = new HashMap<>();
    private final @Nullable Pattern noBreakAfter;

    private MessageBundle(String service, Language language) {
        this.service = service;
        this.language = language;
        var own = ownPatterns(service, language);
        var all = patterns(service, "");
        all.putAll(own);
        var words = own.get("typography.no-break-after");
        this.noBreakAfter = words == null ? null : Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(%s) ".formatted(words));
        all.forEach((key, pattern) -> formats.put(key, new MessageFormat(pattern, language.locale())));
    }

    /** Loaded once. */
    public static MessageBundle of(String service, Language language) {
        return LOADED.computeIfAbsent(service + "/" + language.code(), _ -> new MessageBundle(service, language));
    }

    /** The same messages in another language. */
    public MessageBundle in(Language other) {
        return of(service, other);
    }

    public Language language() {
        return language;
    }

    public boolean has(String key) {
        return formats.containsKey(key);
    }

    /** The message of {@code key}; fails where there is none, for that is a mistake in code. */
    public String get(String key) {
        return get(key, Map.of());
    }

    public String get(String key, Map<String, ?> arguments) {
        var format = formats.get(key);
        if (format == null) {
            throw new IllegalArgumentException(
                    "message: \"%s\" (expected: a key of %s/messages.properties)".formatted(key, service));
        }
        // A MessageFormat must not be used by two threads at once.
        var text = ((MessageFormat) format.clone()).format(arguments);
        return noBreakAfter == null ? text : noBreakAfter.matcher(text).replaceAll("$1\u00a0");
    }

    /** The message of {@code key} where there is one. */
    public Optional<String> find(String key, Map<String, ?> arguments) {
        return has(key) ? Optional.of(get(key, arguments)) : Optional.empty();
    }

    /** What is written in {@code language} itself. */
    static Map<String, String> ownPatterns(String service, Language language) {
        return patterns(service, language.equals(Language.root()) ? "" : language.code());
    }

    private static Map<String, String> patterns(String service, String code) {
        return Stream.of(SHARED, service)
                .distinct()
                .flatMap(folder -> properties(folder, code).stream())
                .flatMap(file -> file.entrySet().stream())
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), entry -> (String) entry.getValue()));
    }

    /** The file of a language in {@code folder}; the root's for the code "". */
    static Optional<Properties> properties(String folder, String code) {
        var file = "/%s/messages%s.properties".formatted(folder, code.isEmpty() ? "" : "_" + code);
        try (var stream = MessageBundle.class.getResourceAsStream(file)) {
            if (stream == null) {
                return Optional.empty();
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, UTF_8));
            return Optional.of(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
