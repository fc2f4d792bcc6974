package dev.waymark.local;

import dev.waymark.local.pages.WhatRuns.LastMinute;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.springframework.context.ConfigurableApplicationContext;

/** The services' own metrics, as they moved within the last minute. */
final class Figures implements AutoCloseable {

    private static final String WEBHOOKS = "waymark.webhooks.settled";
    private static final int EVERY_SECONDS = 5;
    private static final int SAMPLES = 60 / EVERY_SECONDS;

    private final List<MeterRegistry> registries;
    private final Deque<LastMinute> totals = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "waymark-figures");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> sampling;

    private Figures(List<MeterRegistry> registries) {
        this.registries = registries;
        this.sampling = timer.scheduleAtFixedRate(this::sample, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    static Figures watch(List<ConfigurableApplicationContext> contexts) {
        var figures = new Figures(contexts.stream()
                .flatMap(context -> context.getBeanProvider(MeterRegistry.class).stream())
                .toList());
        figures.sample();
        return figures;
    }

    synchronized LastMinute lastMinute() {
        var now = total();
        var before = totals.getFirst();
        return new LastMinute(
                now.accepted() - before.accepted(),
                now.refused() - before.refused(),
                now.sent() - before.sent(),
                now.notSent() - before.notSent());
    }

    @Override
    public void close() {
        sampling.cancel(true);
        timer.shutdownNow();
    }

    private synchronized void sample() {
        totals.addLast(total());
        if (totals.size() > SAMPLES) {
            totals.removeFirst();
        }
    }

    private LastMinute total() {
        return new LastMinute(
                count(WEBHOOKS, "outcome", Set.of("appended", "nothing-new", "quarantined")::contains),
                count(WEBHOOKS, "outcome", "rejected"::equals),
                count("waymark.notifications.handovers", "result", "taken"::equals),
                count("waymark.notifications.decisions", "outcome", reason -> true));
    }

    /** The sum of all counters called {@code name} whose {@code tag} fits. */
    private long count(String name, String tag, Predicate<String> fits) {
        return Math.round(registries.stream()
                .flatMap(registry -> registry.getMeters().stream())
                .filter(meter -> meter.getId().getName().equals(name))
                .filter(meter -> {
                    var value = meter.getId().getTag(tag);
                    return value != null && fits.test(value);
                })
                .mapToDouble(Figures::count)
                .sum());
    }

    private static double count(Meter meter) {
        return StreamSupport.stream(meter.measure().spliterator(), false)
                .filter(measurement -> measurement.getStatistic() == Statistic.COUNT)
                .mapToDouble(measurement -> measurement.getValue())
                .findFirst()
                .orElse(0);
    }
}
