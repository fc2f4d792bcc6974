package dev.waymark.ingest;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.CourierList.CourierState;
import dev.waymark.ingest.CourierConfigLoader.CourierFiles;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.dryrun.CourierMappings;
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

    CourierRegistry(CourierConfigLoader loader, Couriers couriers) {
        this.loader = loader;
        this.files = loader.files();
        this.config = loader.load(files);
        this.couriers = couriers;
        couriers.replace(config.connected());
        logCouriers();
    }

    /** The codes of the connected couriers. */
    List<String> connected() {
        return couriers.all().stream()
                .map(courier -> courier.code().value())
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
                logCouriers();
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
        return config.active().values().stream()
                .map(mapping -> state(mapping, unmapped.apply(mapping.courier())))
                .toList();
    }

    @Override
    public @Nullable String error() {
        return error;
    }

    private CourierState state(CourierMapping active, Map<String, Long> unmapped) {
        var code = active.courier();
        var candidateVersion =
                candidate(code.value()).map(CourierMapping::version).orElse(null);
        return new CourierState(code, isConnected(code.value()), active.version(), candidateVersion, unmapped);
    }

    private boolean isConnected(String code) {
        return couriers.withCode(code).isPresent();
    }

    private void logCouriers() {
        config.active().forEach((code, mapping) -> {
            var state =
                    isConnected(code) ? "Courier connected" : "Courier not connected: no secret is configured for it";
            log.atInfo()
                    .addKeyValue("courier", code)
                    .addKeyValue("mapping", mapping.version())
                    .log(state);
        });
    }
}
