package dev.waymark.orders;

import dev.waymark.platform.kafka.BrokerUnavailable;
import dev.waymark.platform.kafka.DeadLetterLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Counts the dead letters that wait, of all groups. Every instance counts the same. */
class DeadLetterMonitor {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterMonitor.class);
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final DeadLetterLog letters;
    private final MultiGauge waiting;

    DeadLetterMonitor(DeadLetterLog letters, MeterRegistry meters) {
        this.letters = letters;
        this.waiting = MultiGauge.builder("waymark.kafka.dead.letters.waiting")
                .description("dead letters that were not written to their topics once more")
                .register(meters);
    }

    @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    public void count() {
        try {
            letters.refresh(WITHIN);
            waiting.register(
                    letters.waiting().entrySet().stream()
                            .map(count -> Row.of(Tags.of("topic", count.getKey()), count.getValue()))
                            .toList(),
                    true);
        } catch (BrokerUnavailable e) {
            log.warn("dead letters not counted: failure={}", e.getMessage());
        }
    }
}
