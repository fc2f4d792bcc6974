package dev.waymark.ingest;

import dev.waymark.ingest.activity.InactivityMonitor;
import dev.waymark.ingest.dryrun.CourierMappings;
import java.util.List;
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
final class CouriersHealthIndicator implements HealthIndicator {

    private final CourierRegistry registry;
    private final InactivityMonitor monitor;

    CouriersHealthIndicator(CourierRegistry registry, InactivityMonitor monitor) {
        this.registry = registry;
        this.monitor = monitor;
    }

    @Override
    public Health health() {
        var health = Health.up()
                .withDetail("connected", connected())
                .withDetail("inSync", monitor.isInSync())
                .withDetail("inactive", inactive());
        var error = registry.error();
        return error == null
                ? health.build()
                : health.withDetail("error", error).build();
    }

    private List<String> connected() {
        return registry.all().stream()
                .filter(CourierMappings.State::connected)
                .map(state -> state.courier().value())
                .toList();
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
