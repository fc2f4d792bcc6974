package dev.waymark.ingest.watch;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.pulse.Patience;
import dev.waymark.ingest.pulse.Silence;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which couriers are silent: in metrics at any time, in the log when it begins and when it is over. */
public final class SilenceWatch {

    private static final Logger log = LoggerFactory.getLogger(SilenceWatch.class);

    private final Couriers couriers;
    private final CourierPulses pulses;
    private final Patience patience;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Set<CourierCode> metered = new HashSet<>();
    private final Set<CourierCode> silent = new HashSet<>();

    public SilenceWatch(
            Couriers couriers, CourierPulses pulses, Patience patience, Clock clock, MeterRegistry registry) {
        this.couriers = couriers;
        this.pulses = pulses;
        this.patience = patience;
        this.clock = clock;
        this.registry = registry;
    }

    /** Whether anything can be said: without the other instances' word, silence here is no silence. */
    public boolean isInTouch() {
        return pulses.isInTouch();
    }

    /** Connected couriers whose silence is no chance; none while we are not in touch. */
    public SortedMap<CourierCode, Silence> alarming() {
        return isInTouch() ? judge() : Collections.emptySortedMap();
    }

    /** Once in a while: notes who fell silent and who speaks again, and meters couriers that were connected since. */
    public synchronized void look() {
        couriers.all().stream().map(Courier::code).filter(metered::add).forEach(this::meter);
        if (isInTouch()) {
            note(judge());
        }
    }

    private SortedMap<CourierCode, Silence> judge() {
        var alarming = new TreeMap<CourierCode, Silence>();
        couriers.all().stream()
                .map(Courier::code)
                .forEach(courier -> silence(courier)
                        .filter(Silence::isAlarming)
                        .ifPresent(silence -> alarming.put(courier, silence)));
        return alarming;
    }

    private void note(SortedMap<CourierCode, Silence> alarming) {
        alarming.forEach((courier, silence) -> {
            if (silent.add(courier)) {
                log.atWarn()
                        .addKeyValue("courier", courier)
                        .addKeyValue("since", silence.since())
                        .addKeyValue("usualGap", silence.usualGap())
                        .log("Courier is silent");
            }
        });
        silent.removeIf(courier -> {
            var isOver = !alarming.containsKey(courier);
            if (isOver) {
                log.atInfo().addKeyValue("courier", courier).log("Courier is no longer silent");
            }
            return isOver;
        });
    }

    private Optional<Silence> silence(CourierCode courier) {
        return pulses.pulse(courier).silence(clock.instant(), patience);
    }

    private double metered(CourierCode courier, ToDoubleFunction<Silence> value) {
        var isConnected = couriers.withCode(courier.value()).isPresent();
        return isConnected && isInTouch()
                ? silence(courier).map(value::applyAsDouble).orElse(Double.NaN)
                : Double.NaN;
    }

    private void meter(CourierCode courier) {
        gauge(
                "waymark.couriers.silence",
                "Since the courier last spoke",
                "seconds",
                courier,
                silence -> silence.lasts().toSeconds());
        gauge(
                "waymark.couriers.missed",
                "Minutes in which the courier would usually have spoken since",
                null,
                courier,
                Silence::missed);
        gauge(
                "waymark.couriers.silent",
                "1 when the courier's silence is no chance",
                null,
                courier,
                silence -> silence.isAlarming() ? 1 : 0);
    }

    /** No number where nothing is known: neither a silence nor its absence. */
    private void gauge(
            String name,
            String description,
            @Nullable String unit,
            CourierCode courier,
            ToDoubleFunction<Silence> value) {
        Gauge.builder(name, () -> metered(courier, value))
                .description(description)
                .baseUnit(unit)
                .tag("courier", courier.value())
                .register(registry);
    }
}
