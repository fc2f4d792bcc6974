package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.signature.AuthenticationMethod;
import dev.waymark.ingest.courier.signature.SourceIpAddresses;
import dev.waymark.ingest.courier.signature.VerificationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
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
    private final VerificationContext means;
    private final Map<String, CourierMapping> bundled;

    CourierConfigLoader(CourierSettings settings, VerificationContext means) {
        this.settings = settings;
        this.means = means;
        this.bundled = bundled();
    }

    /** The texts of all files in the directories: they differ whenever a file was changed, added or removed. */
    Map<Path, String> files() {
        var files = new TreeMap<Path, String>();
        files.putAll(files(settings.mappingsDirectory()));
        files.putAll(files(settings.shadowDirectory()));
        files.putAll(files(settings.connectionsDirectory()));
        return files;
    }

    /**
     * The couriers as the files have them now.
     *
     * @throws dev.waymark.ingest.courier.mapping.InvalidMappingFile naming file, line and what was expected there
     * @throws IllegalStateException for an invalid setting or secret, without the secret
     */
    CourierConfig load() {
        var active = new TreeMap<>(bundled);
        active.putAll(mappings(settings.mappingsDirectory()));
        for (var code : settings.couriers().keySet()) {
            if (!active.containsKey(code)) {
                throw new IllegalStateException(
                        "waymark.ingest.couriers.%s (expected: one of %s)".formatted(code, active.keySet()));
            }
        }
        var credentials = new HashMap<>(settings.couriers());
        credentials.putAll(credentials());
        var connected = new HashMap<String, Courier>();
        active.forEach((code, mapping) ->
                connect(mapping, credentials.getOrDefault(code, CourierCredentials.NONE), connected));
        return new CourierConfig(connected, active, mappings(settings.shadowDirectory()));
    }

    /** Without the secrets that its authentication method needs, a courier is not connected. */
    private void connect(CourierMapping mapping, CourierCredentials credentials, Map<String, Courier> connected) {
        var authentication = authentication(mapping, credentials);
        if (authentication.isUsableWith(credentials.courierSecrets())) {
            var code = mapping.courier();
            connected.put(
                    credentials.address() == null ? code.value() : credentials.address(),
                    new Courier(code, authenticator(authentication, credentials), mapping, mapping.protocol()));
        }
    }

    private static AuthenticationMethod authentication(CourierMapping mapping, CourierCredentials credentials) {
        var methods = mapping.authenticationMethods();
        var name = credentials.authentication() == null
                ? methods.keySet().iterator().next()
                : credentials.authentication();
        var method = methods.get(name);
        if (method == null) {
            throw new IllegalStateException("waymark.ingest.couriers.%s.authentication: %s (expected: one of %s)"
                    .formatted(mapping.courier(), name, methods.keySet()));
        }
        return method;
    }

    private WebhookVerifier authenticator(AuthenticationMethod authentication, CourierCredentials credentials) {
        var authenticator = authentication.verifier(credentials.courierSecrets(), means);
        return credentials.addresses().isEmpty() || authentication instanceof SourceIpAddresses
                ? authenticator
                : SourceIpAddresses.restricted(authenticator, credentials.addresses());
    }

    private static Map<String, CourierMapping> bundled() {
        var mappings = new TreeMap<String, CourierMapping>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(BUNDLED)) {
                var mapping = CourierMapping.parse(String.valueOf(file.getFilename()), file.getContentAsByteArray());
                mappings.put(mapping.courier().value(), mapping);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("mapping files: " + BUNDLED, e);
        }
        return mappings;
    }

    private static Map<String, CourierMapping> mappings(@Nullable Path directory) {
        var mappings = new TreeMap<String, CourierMapping>();
        files(directory).forEach((file, yaml) -> {
            var mapping = CourierMapping.parse(name(file), yaml.getBytes(UTF_8));
            mappings.put(mapping.courier().value(), mapping);
        });
        return mappings;
    }

    private Map<String, CourierCredentials> credentials() {
        var credentials = new TreeMap<String, CourierCredentials>();
        files(settings.connectionsDirectory()).forEach((file, yaml) -> {
            var name = name(file);
            credentials.put(name.substring(0, name.length() - SUFFIX.length()), credentials(name, yaml));
        });
        return credentials;
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

    private static Map<Path, String> files(@Nullable Path directory) {
        var files = new TreeMap<Path, String>();
        if (directory == null || !Files.isDirectory(directory)) {
            return files;
        }
        try (var found = Files.list(directory)) {
            for (var file : found.filter(CourierConfigLoader::isYaml).toList()) {
                files.put(file, Files.readString(file));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("courier files: " + directory, e);
        }
    }

    private static boolean isYaml(Path file) {
        return file.toString().endsWith(SUFFIX) && Files.isRegularFile(file);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
