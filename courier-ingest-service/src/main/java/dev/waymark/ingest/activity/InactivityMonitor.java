package dev.waymark.ingest.activity;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows which couriers fell silent: in metrics at any time, in the log when it begins and when it ends. */
public final class InactivityMonitor {

    private static final Logger log = LoggerFactory.getLogger(InactivityMonitor.class);

    private final Couriers couriers;
    private final ActivityHistory history;
    private final AlertThresholds thresholds;
    private final MeterRegistry registry;
    private final Set<CourierCode> metered = new HashSet<>();
    private final Set<CourierCode> inactive = new HashSet<>();

    InactivityMonitor(Couriers couriers, ActivityHistory history, AlertThresholds thresholds, MeterRegistry registry) {
        this.couriers = couriers;
        this.history = history;
        this.thresholds = thresholds;
        this.registry = registry;
    }

    /** The connected couriers whose inactivity is alarming. */
    public SortedMap<CourierCode, Inactivity> alarming() {
        var alarming = new TreeMap<CourierCode, Inactivity>();
        couriers.all()
                .forEach(courier -> history.inactivity(courier.code(), thresholds)
                        .filter(Inactivity::isAlarming)
                        .ifPresent(inactivity -> alarming.put(courier.code(), inactivity)));
        return alarming;
    }

    /** Logs which couriers fell silent or are active again since the last call, and meters newly connected ones. */
    public synchronized void poll() {
        couriers.all().stream().map(Courier::code).filter(metered::add).forEach(this::registerGauges);
        if (!history.isInSync()) {
            return;
        }
        var alarming = alarming();
        alarming.forEach((courier, inactivity) -> {
            if (inactive.add(courier)) {
                log.atWarn()
                        .addKeyValue("courier", courier)
                        .addKeyValue("since", inactivity.since())
                        .addKeyValue("usualGap", inactivity.usualGap())
                        .log("Courier is inactive");
            }
        });
        inactive.stream()
                .filter(courier -> !alarming.containsKey(courier))
                .forEach(courier -> log.atInfo().addKeyValue("courier", courier).log("Courier is active again"));
        inactive.retainAll(alarming.keySet());
    }

    private void registerGauges(CourierCode courier) {
        Function<Inactivity, Number> seconds =
                inactivity -> inactivity.duration().toSeconds();
        gauge(courier, "waymark.couriers.inactivity", "seconds", seconds)
                .description("Since the courier was last active")
                .register(registry);
        gauge(courier, "waymark.couriers.missed", "minutes", Inactivity::missedMinutes)
                .description("Minutes in which the courier would usually have been active since")
                .register(registry);
        gauge(courier, "waymark.couriers.inactive", null, inactivity -> inactivity.isAlarming() ? 1 : 0)
                .description("1 when the courier's inactivity is alarming, else 0")
                .register(registry);
    }

    /** Not a number where nothing is known, and for a courier that is not connected any more. */
    private Gauge.Builder<?> gauge(
            CourierCode courier, String name, @Nullable String unit, Function<Inactivity, Number> value) {
        Supplier<Number> current = () -> couriers.withCode(courier.value())
                .flatMap(_ -> history.inactivity(courier, thresholds))
                .map(value)
                .orElse(Double.NaN);
        return Gauge.builder(name, current).tag("courier", courier.value()).baseUnit(unit);
    }
}
