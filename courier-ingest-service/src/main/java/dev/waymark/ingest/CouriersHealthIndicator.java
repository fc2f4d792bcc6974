package dev.waymark.ingest;

import dev.waymark.ingest.activity.ActivityHistory;
import dev.waymark.ingest.activity.InactivityMonitor;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Which couriers are connected, which fell silent, and what is wrong with their files. Always up: restarting this service
 * mends none of that.
 */
@Component
record CouriersHealthIndicator(CourierRegistry registry, ActivityHistory history, InactivityMonitor monitor)
        implements HealthIndicator {

    @Override
    public Health health() {
        var health = Health.up()
                .withDetail("connected", registry.connected())
                .withDetail("inSync", history.isInSync())
                .withDetail("inactive", monitor.alarming());
        Optional.ofNullable(registry.error()).ifPresent(error -> health.withDetail("error", error));
        return health.build();
    }
}
