package dev.waymark.orders;

import dev.waymark.orders.projection.Projection;
import java.time.Duration;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
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

    OutboxRelay(List<Projection<?, ?>> projections, OutboxRelaySettings settings) {
        this.projections = projections;
        this.age = settings.age();
    }

    @Scheduled(fixedDelayString = "${waymark.orders.outbox-relay.every:30s}")
    @SchedulerLock(name = "outbox-relay", lockAtMostFor = "5m")
    public void publishStuckOutboxes() {
        for (var projection : projections) {
            try {
                var published = projection.publishStuckOutboxes(age, LIMIT).block(TIMEOUT);
                if (published != null && published > 0) {
                    log.info("stuck outboxes published: projection={} outboxes={}", projection.name(), published);
                }
            } catch (RuntimeException e) {
                log.warn(
                        "outbox relay failed: projection={} failure={}",
                        projection.name(),
                        e.getClass().getName());
            }
        }
    }
}
