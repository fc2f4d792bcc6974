package dev.waymark.platform.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;

/** Supervises the listeners of a service that consumes through the stream binder. */
@Configuration(proxyBeanMethods = false)
@Import(TopicConfiguration.class)
public class ListenerConfiguration {

    /**
     * What came compressed is small enough for a topic only compressed; a producer counts it uncompressed, and takes as much
     * as it keeps in memory. Of the codecs this one needs no native library.
     */
    static final Map<String, Object> LARGE_RECORDS = Map.of(
            ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip", ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 * 1024 * 1024);

    /** A part of liveness by its name: a new process has its listener threads again. */
    @Bean
    ListenerSupervisor consumersHealthIndicator(
            @Qualifier("deadLetterTemplate") KafkaTemplate<byte[], byte[]> deadLetters, MeterRegistry meters) {
        return new ListenerSupervisor(deadLetters, meters);
    }

    /** A part of readiness where a service is of no use without its consumers: see {@link ListenerSupervisor#progress}. */
    @Bean
    HealthIndicator consumerProgressHealthIndicator(ListenerSupervisor supervisor) {
        return supervisor::progress;
    }

    /** Not a default candidate, so that it does not replace the template a service publishes with. */
    @Bean(defaultCandidate = false)
    KafkaTemplate<byte[], byte[]> deadLetterTemplate(KafkaProperties kafka) {
        return ProducerConfiguration.template(ProducerConfiguration.factory(kafka, LARGE_RECORDS));
    }
}
