package dev.waymark.ingest;

import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.kafka.AcknowledgedRecords;
import dev.waymark.ingest.kafka.PulseFollower;
import dev.waymark.ingest.watch.CourierPulses;
import dev.waymark.ingest.watch.PulseSettings;
import dev.waymark.ingest.watch.SilenceWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
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

    /** A broker that is away is asked again, not waited for. */
    private static final int ANSWERS_WITHIN_MS = 10_000;

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
            KafkaProperties kafka,
            AcknowledgedRecords records,
            CourierPulses pulses,
            SilenceWatch watch,
            PulseSettings settings,
            JsonMapper json) {
        return new PulseFollower(consumers(kafka), records, pulses, watch, settings.every(), json);
    }

    @Bean
    HealthIndicator couriersHealthIndicator(SilenceWatch watch) {
        return new CouriersHealth(watch);
    }

    private static ConsumerFactory<String, byte[]> consumers(KafkaProperties kafka) {
        var settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MS);
        return new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
