package dev.waymark.ingest;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.rehearsal.Mappings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps the couriers as their files have it. At start a mistake in a file stops us; later it leaves everything as it was,
 * and says so in the log and in the health until it is mended.
 */
final class ConnectedCouriers implements SmartLifecycle, HealthIndicator, Mappings {

    private static final Logger log = LoggerFactory.getLogger(ConnectedCouriers.class);

    private final CourierDirectory directory;
    private final Duration every;
    private final Couriers couriers;
    private volatile Snapshot snapshot;
    private volatile @Nullable String mistake;
    private Map<Path, String> files;
    private @Nullable Disposable watch;

    ConnectedCouriers(CourierDirectory directory, Duration every) {
        this.directory = directory;
        this.every = every;
        this.files = directory.files();
        this.snapshot = directory.read();
        this.couriers = new Couriers(snapshot.byAddress());
        tell(snapshot);
    }

    Couriers couriers() {
        return couriers;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public Optional<CourierMapping> counting(String courier) {
        return Optional.ofNullable(snapshot.mappings().get(courier));
    }

    @Override
    public Optional<CourierMapping> shadow(String courier) {
        return Optional.ofNullable(snapshot.shadows().get(courier));
    }

    @Override
    public List<State> all() {
        var now = snapshot;
        return now.mappings().keySet().stream().sorted().map(now::state).toList();
    }

    @Override
    public @Nullable String mistake() {
        return mistake;
    }

    @Override
    public void start() {
        var thread = Schedulers.newSingle("courier-files", true);
        // Looked at, not listened to: a mounted ConfigMap changes by a link, of which no file watcher knows.
        var looking =
                thread.schedulePeriodically(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        watch = Disposables.composite(looking, thread);
    }

    @Override
    public void stop() {
        if (watch != null) {
            watch.dispose();
            watch = null;
        }
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }

    @Override
    public Health health() {
        var health = Health.up()
                .withDetail(
                        "connected",
                        snapshot.byAddress().values().stream()
                                .map(courier -> courier.code().value())
                                .sorted()
                                .toList());
        return mistake == null
                ? health.build()
                : health.withDetail("mistake", mistake).build();
    }

    private void look() {
        try {
            var found = directory.files();
            if (!found.equals(files)) {
                files = found;
                become(directory.read());
            }
        } catch (RuntimeException e) {
            mistake = String.valueOf(e.getMessage());
            log.atError().addKeyValue("mistake", e.getMessage()).log("Courier files are not taken over");
        }
    }

    private void become(Snapshot read) {
        snapshot = read;
        mistake = null;
        couriers.become(new Couriers(read.byAddress()));
        tell(read);
    }

    private static void tell(Snapshot snapshot) {
        snapshot.mappings()
                .forEach((code, mapping) -> log.atInfo()
                        .addKeyValue("courier", code)
                        .addKeyValue("mapping", mapping.version())
                        .log(
                                snapshot.isConnected(code)
                                        ? "Courier connected"
                                        : "Courier not connected: no secret is configured for it"));
    }

    /**
     * The couriers at one time.
     *
     * @param byAddress those connected
     * @param mappings the mapping that counts, of every courier that we can read
     * @param shadows mappings that are only compared with those that count
     */
    record Snapshot(
            Map<String, Courier> byAddress, Map<String, CourierMapping> mappings, Map<String, CourierMapping> shadows) {

        Snapshot {
            byAddress = Map.copyOf(byAddress);
            mappings = Map.copyOf(mappings);
            shadows = Map.copyOf(shadows);
        }

        private State state(String code) {
            var mapping = Objects.requireNonNull(mappings.get(code));
            var shadow = shadows.get(code);
            return new State(
                    mapping.courier(), isConnected(code), mapping.version(), shadow == null ? null : shadow.version());
        }

        boolean isConnected(String code) {
            return byAddress.values().stream()
                    .anyMatch(courier -> courier.code().value().equals(code));
        }
    }
}
