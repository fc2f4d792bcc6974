package dev.waymark.local;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.Scheduled;

/** What the services' own metrics say: how their counters changed within the last minute, and what waits to be read. */
public class MetricsView {

    private static final String WEBHOOKS = "waymark.webhooks.completed";
    private static final int EVERY_SECONDS = 5;
    private static final int SAMPLES = 60 / EVERY_SECONDS;

    private final List<Component<ConfigurableApplicationContext>> services;
    private final Deque<LastMinute> totals = new ArrayDeque<>();

    MetricsView(List<Component<ConfigurableApplicationContext>> services) {
        this.services = services;
    }

    public synchronized LastMinute lastMinute() {
        return totals.isEmpty() ? LastMinute.NOTHING : total().since(totals.getFirst());
    }

    /** Records that the instances of a service have yet to read together, by the service's name. */
    public Map<String, Long> lag() {
        var lag = new HashMap<String, Long>();
        for (var service : services) {
            var name = service.type().title();
            registries(service)
                    .flatMap(registry -> registry
                            .find("kafka.consumer.fetch.manager.records.lag")
                            .tag("client.id", client -> client.startsWith("consumer-" + name + "."))
                            // Kafka counts the records of a topic a second time, with underscores for periods in its
                            // name.
                            .tag("topic", topic -> !topic.contains("_"))
                            .gauges()
                            .stream())
                    .mapToDouble(Gauge::value)
                    .filter(Double::isFinite)
                    .forEach(records -> lag.merge(name, (long) records, Long::sum));
        }
        return lag;
    }

    /** Once all components run, which is when Spring begins with it. */
    @Scheduled(fixedRate = EVERY_SECONDS, timeUnit = TimeUnit.SECONDS)
    synchronized void sample() {
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
        return Math.round(services.stream()
                .flatMap(MetricsView::registries)
                .flatMap(registry -> registry.find(name).tag(tag, matches).meters().stream())
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .filter(measurement -> measurement.getStatistic() == Statistic.COUNT)
                .mapToDouble(Measurement::getValue)
                .sum());
    }

    private static Stream<MeterRegistry> registries(Component<ConfigurableApplicationContext> service) {
        return service.isRunning() ? service.get().getBeanProvider(MeterRegistry.class).stream() : Stream.of();
    }

    /**
     * Counts of the last minute.
     *
     * @param accepted webhooks answered 2xx
     * @param refused webhooks answered 4xx
     * @param notSent messages that were decided against
     */
    public record LastMinute(long accepted, long refused, long sent, long notSent) {

        static final LastMinute NOTHING = new LastMinute(0, 0, 0, 0);

        LastMinute since(LastMinute before) {
            return new LastMinute(
                    accepted - before.accepted, refused - before.refused, sent - before.sent, notSent - before.notSent);
        }
    }
}
