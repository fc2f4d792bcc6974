package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Authenticator;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.signature.Authentication;
import dev.waymark.ingest.courier.signature.SourceAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Puts the couriers together from their mapping files and from what we have agreed on with each. */
final class CourierDirectory {

    private static final String BUNDLED = "classpath*:couriers/*.yaml";
    private static final String SUFFIX = ".yaml";

    private static final ObjectReader CONNECTIONS = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build()
            .readerFor(CourierSettings.Connection.class);

    private final CourierSettings settings;
    private final Authentication.Means means;
    private final Map<String, CourierMapping> bundled;

    CourierDirectory(CourierSettings settings, Authentication.Means means) {
        this.settings = settings;
        this.means = means;
        this.bundled = bundled();
    }

    /** What the directories hold: it changes whenever a file does. */
    Map<Path, String> files() {
        var files = new TreeMap<Path, String>();
        addFiles(settings.mappingsDirectory(), files);
        addFiles(settings.shadowDirectory(), files);
        addFiles(settings.connectionsDirectory(), files);
        return files;
    }

    /**
     * The couriers as the files have it now.
     *
     * @throws dev.waymark.ingest.courier.mapping.MappingInvalid naming file, line and what was expected there
     * @throws IllegalStateException for a setting or a secret that cannot be what it should be, without the secret
     */
    ConnectedCouriers.Snapshot read() {
        var mappings = new TreeMap<>(bundled);
        mappings.putAll(mappings(settings.mappingsDirectory()));
        for (var code : settings.couriers().keySet()) {
            if (!mappings.containsKey(code)) {
                throw new IllegalStateException(
                        "waymark.ingest.couriers.%s (expected: one of %s)".formatted(code, mappings.keySet()));
            }
        }
        var connections = connections();
        var byAddress = new LinkedHashMap<String, Courier>();
        mappings.forEach((code, mapping) -> {
            var connection = connections.getOrDefault(code, settings.of(code));
            var authentication = authentication(mapping, connection);
            if (authentication.isUsableWith(connection.shared())) {
                var address = connection.address() == null ? code : connection.address();
                byAddress.put(
                        address,
                        new Courier(
                                mapping.courier(),
                                authenticator(authentication, connection),
                                mapping,
                                mapping.terms()));
            }
        });
        return new ConnectedCouriers.Snapshot(byAddress, mappings, mappings(settings.shadowDirectory()));
    }

    private static Authentication authentication(CourierMapping mapping, CourierSettings.Connection connection) {
        var ways = mapping.authentication();
        var chosen =
                connection.authentication() == null ? ways.keySet().iterator().next() : connection.authentication();
        var way = ways.get(chosen);
        if (way == null) {
            throw new IllegalStateException("waymark.ingest.couriers.%s.authentication: %s (expected: one of %s)"
                    .formatted(mapping.courier(), chosen, ways.keySet()));
        }
        return way;
    }

    private Authenticator authenticator(Authentication authentication, CourierSettings.Connection connection) {
        var authenticator = authentication.with(connection.shared(), means);
        return connection.addresses().isEmpty() || authentication instanceof SourceAddresses
                ? authenticator
                : SourceAddresses.narrowed(authenticator, connection.addresses());
    }

    private static Map<String, CourierMapping> bundled() {
        try {
            var mappings = new TreeMap<String, CourierMapping>();
            for (var file : new PathMatchingResourcePatternResolver().getResources(BUNDLED)) {
                var mapping = CourierMapping.parse(String.valueOf(file.getFilename()), file.getContentAsByteArray());
                mappings.put(mapping.courier().value(), mapping);
            }
            return mappings;
        } catch (IOException e) {
            throw new UncheckedIOException("mapping files: " + BUNDLED, e);
        }
    }

    private static Map<String, CourierMapping> mappings(@Nullable Path directory) {
        var mappings = new TreeMap<String, CourierMapping>();
        var files = new TreeMap<Path, String>();
        addFiles(directory, files);
        files.forEach((file, text) -> {
            var mapping = CourierMapping.parse(String.valueOf(file.getFileName()), text.getBytes(UTF_8));
            mappings.put(mapping.courier().value(), mapping);
        });
        return mappings;
    }

    private Map<String, CourierSettings.Connection> connections() {
        var connections = new TreeMap<String, CourierSettings.Connection>();
        var files = new TreeMap<Path, String>();
        addFiles(settings.connectionsDirectory(), files);
        files.forEach((file, text) -> {
            var name = String.valueOf(file.getFileName());
            connections.put(name.substring(0, name.length() - SUFFIX.length()), connection(name, text));
        });
        return connections;
    }

    private static CourierSettings.Connection connection(String file, String yaml) {
        try {
            return CONNECTIONS.readValue(yaml);
        } catch (JacksonException e) {
            // Neither cause nor message: they quote what stands there, and that may be the secret.
            var location = e.getLocation();
            throw new IllegalStateException(
                    "%s:%d (expected: secrets, path, addresses, keySet, authentication, address)"
                            .formatted(file, location == null ? 0 : location.getLineNr()));
        }
    }

    private static void addFiles(@Nullable Path directory, Map<Path, String> files) {
        if (directory == null || !Files.isDirectory(directory)) {
            return;
        }
        try (var found = Files.list(directory)) {
            for (var file : found.filter(CourierDirectory::isYaml).sorted().toList()) {
                files.put(file, Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("courier files: " + directory, e);
        }
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(SUFFIX) && Files.isRegularFile(file);
    }
}
