package dev.waymark.ingest;

import dev.waymark.ingest.pulse.Silence;
import dev.waymark.ingest.watch.SilenceWatch;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Which couriers are connected, which fell silent, and what is wrong with their files. Always up: restarting this service
 * mends none of that.
 */
final class CouriersHealth implements HealthIndicator {

    private final CourierRegistry registry;
    private final SilenceWatch watch;

    CouriersHealth(CourierRegistry registry, SilenceWatch watch) {
        this.registry = registry;
        this.watch = watch;
    }

    @Override
    public Health health() {
        var silent = new TreeMap<String, Map<String, String>>();
        watch.alarming().forEach((courier, silence) -> silent.put(courier.value(), details(silence)));
        var health = Health.up();
        if (registry.error() != null) {
            health.withDetail("error", registry.error());
        }
        return health.withDetail("connected", registry.connected())
                .withDetail("inTouch", watch.isInTouch())
                .withDetail("silent", silent)
                .build();
    }

    private static Map<String, String> details(Silence silence) {
        return Map.of(
                "since", silence.since().toString(),
                "usualGap", silence.usualGap().toString());
    }
}
