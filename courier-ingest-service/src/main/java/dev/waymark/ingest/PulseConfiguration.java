package dev.waymark.ingest;

import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.kafka.PulseFollower;
import dev.waymark.ingest.kafka.ReliableProducer;
import dev.waymark.ingest.watch.CourierPulses;
import dev.waymark.ingest.watch.PulseSettings;
import dev.waymark.ingest.watch.SilenceWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The silent courier alarm. */
@Configuration(proxyBeanMethods = false)
class PulseConfiguration {

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
