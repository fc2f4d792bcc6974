package dev.waymark.platform.kafka;

import dev.waymark.contract.Topics;
import io.micrometer.core.instrument.MeterRegistry;
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
        var properties = kafka.buildProducerProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_DEAD_LETTER_BYTES);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }
}
