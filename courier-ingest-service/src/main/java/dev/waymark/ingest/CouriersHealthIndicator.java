package dev.waymark.ingest;

import dev.waymark.ingest.activity.InactivityMonitor;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Which couriers are connected, which fell silent, and what is wrong with their files. Always up: restarting this service
 * mends none of that.
 */
@Component
record CouriersHealthIndicator(CourierRegistry registry, InactivityMonitor monitor) implements HealthIndicator {

    @Override
    public Health health() {
        var health = Health.up()
                .withDetail("connected", registry.connected())
                .withDetail("inSync", monitor.isInSync())
                .withDetail("inactive", inactive());
        var error = registry.error();
        return error == null
                ? health.build()
                : health.withDetail("error", error).build();
    }

    private Map<String, Map<String, String>> inactive() {
        var inactive = new TreeMap<String, Map<String, String>>();
        monitor.alarming()
                .forEach((courier, inactivity) -> inactive.put(
                        courier.value(),
                        Map.of(
                                "since", inactivity.since().toString(),
                                "usualGap", inactivity.usualGap().toString())));
        return inactive;
    }
}
