package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.util.StringUtils.stripFilenameExtension;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.signature.AuthenticationMethod;
import dev.waymark.ingest.courier.signature.CourierCredentials;
import dev.waymark.ingest.courier.signature.SourceIpAddresses;
import dev.waymark.ingest.courier.signature.VerificationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Loads the couriers from their mapping files and credentials. */
final class CourierConfigLoader {

    private static final String BUNDLED = "classpath*:couriers/*.yaml";
    private static final String SUFFIX = ".yaml";

    private static final ObjectReader CREDENTIALS = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build()
            .readerFor(CourierCredentials.class);

    private final CourierSettings settings;
    private final VerificationContext context;
    private final Map<String, CourierMapping> bundled = mappings(bundledFiles());

    CourierConfigLoader(CourierSettings settings, VerificationContext context) {
        this.settings = settings;
        this.context = context;
    }

    /** The files in the directories as they are now. */
    CourierFiles files() {
        return new CourierFiles(
                texts(settings.mappingsDirectory()),
                texts(settings.shadowDirectory()),
                texts(settings.connectionsDirectory()));
    }

    /**
     * The couriers as {@code files} have them.
     *
     * @throws dev.waymark.ingest.courier.mapping.InvalidMappingFile naming file, line and what was expected there
     * @throws IllegalStateException for an invalid setting or secret, without the secret
     */
    CourierConfig load(CourierFiles files) {
        var active = new TreeMap<>(bundled);
        active.putAll(mappings(files.mappings()));
        for (var code : settings.couriers().keySet()) {
            if (!active.containsKey(code)) {
                throw new IllegalStateException(
                        "waymark.ingest.couriers.%s (expected: one of %s)".formatted(code, active.keySet()));
            }
        }
        var credentials = new HashMap<>(settings.couriers());
        files.connections()
                .forEach((file, yaml) -> credentials.put(stripFilenameExtension(file), credentials(file, yaml)));
        var connected = new HashMap<String, Courier>();
        active.forEach((code, mapping) ->
                connect(mapping, credentials.getOrDefault(code, CourierCredentials.NONE), connected));
        return new CourierConfig(connected, active, mappings(files.candidates()));
    }

    /** Without the secrets that its authentication method needs, a courier is not connected. */
    private void connect(CourierMapping mapping, CourierCredentials credentials, Map<String, Courier> connected) {
        var authentication = authentication(mapping, credentials);
        if (authentication.isUsableWith(credentials)) {
            var code = mapping.courier();
            var address = Objects.requireNonNullElse(credentials.address(), code.value());
            Predicate<ReceivedWebhook> acceptsSource =
                    credentials.addresses().isEmpty() ? _ -> true : SourceIpAddresses.from(credentials.addresses());
            var verifier = authentication.verifier(credentials, context);
            connected.put(address, new Courier(code, acceptsSource, verifier, mapping, mapping.protocol()));
        }
    }

    private static AuthenticationMethod authentication(CourierMapping mapping, CourierCredentials credentials) {
        var methods = mapping.authenticationMethods();
        var name = Objects.requireNonNullElse(
                credentials.authentication(), methods.keySet().iterator().next());
        var method = methods.get(name);
        if (method == null) {
            throw new IllegalStateException("waymark.ingest.couriers.%s.authentication: %s (expected: one of %s)"
                    .formatted(mapping.courier(), name, methods.keySet()));
        }
        return method;
    }

    private static SortedMap<String, CourierMapping> mappings(Map<String, String> files) {
        var mappings = new TreeMap<String, CourierMapping>();
        files.forEach((file, yaml) -> {
            var mapping = CourierMapping.parse(file, yaml.getBytes(UTF_8));
            mappings.put(mapping.courier().value(), mapping);
        });
        return mappings;
    }

    private static CourierCredentials credentials(String file, String yaml) {
        try {
            return CREDENTIALS.readValue(yaml);
        } catch (JacksonException e) {
            // Without cause and message: they quote the file, and that may be the secret.
            var location = e.getLocation();
            throw new IllegalStateException(
                    "%s:%d (expected: secrets, path, addresses, keySet, authentication, address)"
                            .formatted(file, location == null ? 0 : location.getLineNr()));
        }
    }

    private static Map<String, String> bundledFiles() {
        var texts = new TreeMap<String, String>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(BUNDLED)) {
                texts.put(String.valueOf(file.getFilename()), file.getContentAsString(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("mapping files: " + BUNDLED, e);
        }
        return texts;
    }

    private static Map<String, String> texts(@Nullable Path directory) {
        var texts = new TreeMap<String, String>();
        if (directory == null || !Files.isDirectory(directory)) {
            return texts;
        }
        try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (var file : files) {
                if (Files.isRegularFile(file)) {
                    texts.put(String.valueOf(file.getFileName()), Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("courier files: " + directory.getFileName(), e);
        }
        return texts;
    }

    /** Their texts by file name: they differ whenever a file was changed, added or removed. */
    record CourierFiles(
            Map<String, String> mappings, Map<String, String> candidates, Map<String, String> connections) {}
}
