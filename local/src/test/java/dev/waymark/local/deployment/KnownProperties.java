package dev.waymark.local.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one service can be told: the components of its settings records, what its own configuration and code name, and
 * what Spring documents. A name that is none of these would be read by nobody, and nobody would say so.
 */
final class KnownProperties {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z][\\w.-]*)");
    private static final String ANYTHING = ".+";

    private final List<Pattern> patterns;

    private KnownProperties(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    static KnownProperties of(String service, String basePackage) {
        var sources = ProjectFiles.ROOT.resolve(service).resolve("src/main");
        return new KnownProperties(Stream.of(
                        settings(basePackage),
                        settings("dev.waymark.platform"),
                        settings("dev.waymark.tokens"),
                        configured(sources.resolve("resources").resolve(service + ".yaml")),
                        named(sources),
                        spring())
                .flatMap(names -> names)
                .distinct()
                .map(Pattern::compile)
                .toList());
    }

    /** Whether {@code name}, as a property or as an environment variable, is read by anybody. */
    boolean has(String name) {
        var plain = plain(name);
        return patterns.stream().anyMatch(pattern -> pattern.matcher(plain).matches());
    }

    /** Relaxed binding takes every spelling for one: what is left are letters and digits. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Stream<String> settings(String basePackage) {
        return ProjectClasses.ALL.stream()
                .filter(type -> type.getPackageName().startsWith(basePackage))
                .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                .map(JavaClass::reflect)
                .flatMap(type -> components(plain(prefix(type)), type));
    }

    private static String prefix(Class<?> type) {
        var annotation = type.getAnnotation(ConfigurationProperties.class);
        return annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
    }

    private static Stream<String> components(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> component(prefix, component));
    }

    private static Stream<String> component(String prefix, RecordComponent component) {
        return names(prefix + plain(component.getName()), component.getGenericType());
    }

    private static Stream<String> names(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            var held = arguments[arguments.length - 1];
            var key = generic.getRawType() == Map.class ? ANYTHING : "\\d*";
            return Stream.concat(Stream.of(name), names(name + key, held));
        }
        var ours = type instanceof Class<?> plainType
                && plainType.isRecord()
                && plainType.getPackageName().startsWith("dev.waymark");
        return ours ? Stream.concat(Stream.of(name), components(name, (Class<?>) type)) : Stream.of(name);
    }

    private static Stream<String> configured(Path yaml) {
        return ProjectFiles.documents(yaml).stream().flatMap(document -> leaves("", document));
    }

    private static Stream<String> leaves(String prefix, JsonNode node) {
        return node.isObject()
                ? node.properties().stream().flatMap(field -> leaves(prefix + plain(field.getKey()), field.getValue()))
                : Stream.of(prefix);
    }

    private static Stream<String> named(Path sources) {
        return Stream.concat(
                        ProjectFiles.below(sources, ".yaml").stream(), ProjectFiles.below(sources, ".java").stream())
                .map(ProjectFiles::text)
                .flatMap(text -> PLACEHOLDER.matcher(text).results())
                .map(placeholder -> plain(placeholder.group(1)));
    }

    private static Stream<String> spring() {
        var json = JsonMapper.builder().build();
        try {
            return Collections.list(KnownProperties.class
                            .getClassLoader()
                            .getResources("META-INF/spring-configuration-metadata.json"))
                    .stream()
                    .flatMap(url -> {
                        try (var stream = url.openStream()) {
                            return json.readTree(new String(stream.readAllBytes(), UTF_8))
                                    .path("properties")
                                    .valueStream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    // Of our own settings this lists former names, and those that replace them.
                    .filter(property -> !property.path("name").asString().startsWith("waymark."))
                    .map(property -> plain(property.path("name").asString())
                            + (property.path("type").asString("").startsWith("java.util.Map") ? ANYTHING : ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
