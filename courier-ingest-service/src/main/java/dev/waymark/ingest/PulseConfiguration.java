package dev.waymark.ingest;

import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.kafka.PulseFollower;
import dev.waymark.ingest.kafka.ReliableProducer;
import dev.waymark.ingest.watch.CourierPulses;
import dev.waymark.ingest.watch.PulseSettings;
import dev.waymark.ingest.watch.SilenceWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The silent courier alarm. */
@Configuration(proxyBeanMethods = false)
class PulseConfiguration {

    /**
     * Only a closed segment is compacted, and compacted ones are put together up to their size: hourly ones keep what is
     * read at start short, and of 1 MB, the least there is, one is old enough to go before it spans years.
     */
    static final Map<String, String> SMALL_SEGMENTS = Map.of(
            TopicConfig.SEGMENT_MS_CONFIG, "3600000",
            TopicConfig.SEGMENT_BYTES_CONFIG, "1048576");

    @Bean
    CourierPulses courierPulses(Clock clock) {
        return new CourierPulses(clock);
    }

    @Bean
    SilenceWatch silenceWatch(
            Couriers couriers, CourierPulses pulses, PulseSettings settings, Clock clock, MeterRegistry meters) {
        return new SilenceWatch(couriers, pulses, settings.patience(), clock, meters);
    }

    @Bean
    PulseFollower pulseFollower(
            ConsumerFactory<String, byte[]> consumers,
            ReliableProducer records,
            CourierPulses pulses,
            SilenceWatch watch,
            PulseSettings settings,
            JsonMapper json) {
        return new PulseFollower(consumers, records, pulses, watch, settings.every(), json);
    }

    @Bean
    HealthIndicator couriersHealthIndicator(CourierRegistry registry, SilenceWatch watch) {
        return new CouriersHealth(registry, watch);
    }
}
