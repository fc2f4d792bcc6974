package dev.waymark.platform.kafka;

import dev.waymark.contract.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Supervises the listeners of a service that consumes through the stream binder. */
@Configuration(proxyBeanMethods = false)
@Import(TopicConfiguration.class)
public class ListenerConfiguration {

    /** A part of liveness by its name: a new process has its listener threads again. */
    @Bean
    ListenerSupervisor consumersHealthIndicator(
            @Qualifier("deadLetterTemplate") KafkaTemplate<byte[], byte[]> deadLetters, MeterRegistry meters) {
        return new ListenerSupervisor(deadLetters, meters);
    }

    /** Not a default candidate, so that it does not replace the template a service publishes with. */
    @Bean(defaultCandidate = false)
    KafkaTemplate<byte[], byte[]> deadLetterTemplate(KafkaProperties kafka) {
        var producers = new DefaultKafkaProducerFactory<>(
                kafka.buildProducerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
        return new KafkaTemplate<>(
                producers,
                Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Topics.MAX_DEAD_LETTER_BYTES,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        15_000));
    }
}
