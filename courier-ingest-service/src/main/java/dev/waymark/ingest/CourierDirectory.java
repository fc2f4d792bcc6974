package dev.waymark.ingest;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.signature.CourierSecrets;
import dev.waymark.ingest.courier.signature.SignatureScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Puts the couriers together from their mapping files and their secrets, at start. */
final class CourierDirectory {

    private static final Logger log = LoggerFactory.getLogger(CourierDirectory.class);

    private static final String BUNDLED = "classpath*:couriers/*.yaml";
    private static final String FILES = "*.yaml";

    private final CourierSettings settings;
    private final Clock clock;
    private final Duration replayWindow;

    CourierDirectory(CourierSettings settings, Clock clock, Duration replayWindow) {
        this.settings = settings;
        this.clock = clock;
        this.replayWindow = replayWindow;
    }

    Couriers couriers() {
        var mappings = mappings();
        for (var code : settings.couriers().keySet()) {
            if (!mappings.containsKey(code)) {
                throw new IllegalStateException(
                        "waymark.ingest.couriers.%s (expected: one of %s)".formatted(code, mappings.keySet()));
            }
        }
        return new Couriers(mappings.values().stream()
                .filter(this::isConnected)
                .map(this::courier)
                .toList());
    }

    private Map<String, CourierMapping> mappings() {
        var mappings = new TreeMap<String, CourierMapping>();
        addAll(BUNDLED, mappings);
        var directory = settings.mappingsDirectory();
        if (directory != null) {
            addAll(pattern(directory), mappings);
        }
        return mappings;
    }

    private static String pattern(Path directory) {
        return directory.toAbsolutePath().toUri()
                + (directory.toUri().toString().endsWith("/") ? "" : "/")
                + FILES;
    }

    private static void addAll(String pattern, Map<String, CourierMapping> mappings) {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                var mapping = mapping(file);
                mappings.put(mapping.courier().value(), mapping);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("mapping files: " + pattern, e);
        }
    }

    private static CourierMapping mapping(Resource file) throws IOException {
        return CourierMapping.parse(String.valueOf(file.getFilename()), file.getContentAsByteArray());
    }

    private boolean isConnected(CourierMapping mapping) {
        var secrets = settings.secrets(mapping.courier().value());
        var connected = mapping.authentication()
                .match(
                        hmac -> !secrets.secrets().isEmpty(),
                        standardWebhooks -> !secrets.secrets().isEmpty(),
                        secretPath -> !secrets.paths().isEmpty());
        log.atInfo()
                .addKeyValue("courier", mapping.courier())
                .addKeyValue("mapping", mapping.version())
                .log(connected ? "Courier connected" : "Courier not connected: no secret is configured for it");
        return connected;
    }

    private Courier courier(CourierMapping mapping) {
        CourierSecrets secrets = settings.secrets(mapping.courier().value());
        return new Courier(
                mapping.courier(),
                SignatureScheme.of(mapping.authentication(), secrets, clock, replayWindow),
                mapping,
                mapping.answerStatus());
    }
}
