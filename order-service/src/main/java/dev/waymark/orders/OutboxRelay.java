package dev.waymark.orders;

import dev.waymark.orders.projection.Projection;
import dev.waymark.orders.projection.StuckOutboxes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Publishes the outboxes of batches whose instance crashed before it did. */
class OutboxRelay {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int LIMIT = 200;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final List<Projection<?, ?>> projections;
    private final Duration age;

    /** Documents that cannot be read, by the projection that they are of. */
    private final Map<String, List<String>> unreadable = new ConcurrentHashMap<>();

    OutboxRelay(List<Projection<?, ?>> projections, OutboxRelaySettings settings, MeterRegistry meters) {
        this.projections = projections;
        this.age = settings.age();
        for (var projection : projections) {
            unreadable.put(projection.name(), List.of());
            Gauge.builder("waymark.orders.outbox.unreadable", unreadable, known -> count(known, projection.name()))
                    .description("documents with an outbox that cannot be read")
                    .tag("projection", projection.name())
                    .register(meters);
        }
    }

    private static int count(Map<String, List<String>> unreadable, String projection) {
        return unreadable.getOrDefault(projection, List.of()).size();
    }

    @Scheduled(fixedDelayString = "${waymark.orders.outbox-relay.every:30s}")
    @SchedulerLock(name = "outbox-relay", lockAtMostFor = "5m")
    public void publishStuckOutboxes() {
        for (var projection : projections) {
            try {
                report(
                        projection.name(),
                        projection.publishStuckOutboxes(age, LIMIT).block(TIMEOUT));
            } catch (RuntimeException e) {
                log.warn(
                        "outbox relay failed: projection={} failure={}",
                        projection.name(),
                        e.getClass().getName());
            }
        }
    }

    private void report(String projection, @Nullable StuckOutboxes<?> stuck) {
        if (stuck == null) {
            return;
        }
        if (!stuck.readable().isEmpty()) {
            log.info(
                    "stuck outboxes published: projection={} outboxes={}",
                    projection,
                    stuck.readable().size());
        }
        var known = unreadable.put(projection, stuck.unreadable());
        stuck.unreadable().stream()
                .filter(id -> known == null || !known.contains(id))
                .forEach(id -> log.error("outbox cannot be read: projection={} document={}", projection, id));
    }
}
