package dev.waymark.ingest;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.CourierList.CourierState;
import dev.waymark.ingest.CourierConfigLoader.CourierFiles;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.dryrun.CourierMappings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the couriers as their files have them. At start an error in a file stops the service; later it leaves the couriers
 * as they are, and is shown in the log and in the health until it is mended.
 */
final class CourierRegistry implements CourierMappings {

    private static final Logger log = LoggerFactory.getLogger(CourierRegistry.class);

    private final CourierConfigLoader loader;
    private final Couriers couriers;
    private volatile CourierConfig config;
    private volatile @Nullable String error;
    private CourierFiles files;

    CourierRegistry(CourierConfigLoader loader) {
        this.loader = loader;
        this.files = loader.files();
        this.config = loader.load(files);
        this.couriers = new Couriers(config.connected());
        log(config);
    }

    Couriers couriers() {
        return couriers;
    }

    /** The codes of the connected couriers. */
    List<String> connected() {
        return config.active().keySet().stream()
                .filter(config::isConnected)
                .sorted()
                .toList();
    }

    /** Reloads the couriers when a file changed. Polled: a ConfigMap changes by a link, which file watchers miss. */
    void poll() {
        try {
            var found = loader.files();
            if (!found.equals(files)) {
                files = found;
                config = loader.load(found);
                error = null;
                couriers.replace(config.connected());
                log(config);
            }
        } catch (RuntimeException e) {
            error = String.valueOf(e.getMessage());
            log.atError().addKeyValue("error", error).log("Courier files are not loaded");
        }
    }

    @Override
    public Optional<CourierMapping> active(String courier) {
        return Optional.ofNullable(config.active().get(courier));
    }

    @Override
    public Optional<CourierMapping> candidate(String courier) {
        return Optional.ofNullable(config.candidates().get(courier));
    }

    @Override
    public List<CourierState> all(Function<CourierCode, Map<String, Long>> unmapped) {
        var current = config;
        return current.active().values().stream()
                .map(active -> {
                    var code = active.courier().value();
                    var candidate = current.candidates().get(code);
                    return new CourierState(
                            active.courier(),
                            current.isConnected(code),
                            active.version(),
                            candidate == null ? null : candidate.version(),
                            unmapped.apply(active.courier()));
                })
                .sorted(Comparator.comparing(state -> state.courier().value()))
                .toList();
    }

    @Override
    public @Nullable String error() {
        return error;
    }

    private static void log(CourierConfig config) {
        config.active()
                .forEach((code, mapping) -> log.atInfo()
                        .addKeyValue("courier", code)
                        .addKeyValue("mapping", mapping.version())
                        .log(
                                config.isConnected(code)
                                        ? "Courier connected"
                                        : "Courier not connected: no secret is configured for it"));
    }
}
