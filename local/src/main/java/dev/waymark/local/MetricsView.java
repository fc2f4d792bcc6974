package dev.waymark.local;

import dev.waymark.local.SystemStatus.LastMinute;
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

/** How the services' counters changed within the last minute. */
final class MetricsView implements AutoCloseable {

    private static final String WEBHOOKS = "waymark.webhooks.completed";
    private static final int EVERY_SECONDS = 5;
    private static final int SAMPLES = 60 / EVERY_SECONDS;

    private final List<MeterRegistry> registries;
    private final Deque<LastMinute> totals = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "metrics-view");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> sampling;

    private MetricsView(List<MeterRegistry> registries) {
        this.registries = registries;
        this.sampling = timer.scheduleAtFixedRate(this::sample, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    static MetricsView start(List<MeterRegistry> registries) {
        var view = new MetricsView(registries);
        view.sample();
        return view;
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
                count(WEBHOOKS, "outcome", Set.of("published", "ignored", "quarantined")::contains),
                count(WEBHOOKS, "outcome", "rejected"::equals),
                count("waymark.notifications.sends", "result", "accepted"::equals),
                count("waymark.notifications.decisions", "outcome", _ -> true));
    }

    /** The sum of all counters called {@code name} whose {@code tag} matches. */
    private long count(String name, String tag, Predicate<String> matches) {
        return Math.round(registries.stream()
                .flatMap(registry -> registry.getMeters().stream())
                .filter(meter -> meter.getId().getName().equals(name))
                .filter(meter -> {
                    var value = meter.getId().getTag(tag);
                    return value != null && matches.test(value);
                })
                .mapToDouble(MetricsView::count)
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
