package dev.waymark.ingest;

import dev.waymark.ingest.pulse.Silence;
import dev.waymark.ingest.watch.SilenceWatch;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Which couriers are silent. It is up all the same: starting this service anew makes no courier talk. */
final class CouriersHealth implements HealthIndicator {

    private final SilenceWatch watch;

    CouriersHealth(SilenceWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        var silent = new TreeMap<String, Map<String, String>>();
        watch.alarming().forEach((courier, silence) -> silent.put(courier.value(), details(silence)));
        return Health.up()
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
