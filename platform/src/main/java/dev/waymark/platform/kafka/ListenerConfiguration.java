package dev.waymark.platform.kafka;

import dev.waymark.contract.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
    ListenerSupervisor consumersHealthIndicator(DeadLetterTemplate deadLetters, MeterRegistry meters) {
        return new ListenerSupervisor(deadLetters.template(), meters);
    }

    @Bean(destroyMethod = "close")
    DeadLetterTemplate deadLetterTemplate(KafkaProperties kafka) {
        var settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_DEAD_LETTER_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        var producers =
                new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        return new DeadLetterTemplate(new KafkaTemplate<>(producers), producers);
    }

    /** Of a type of its own, so that it does not replace the template a service publishes with. */
    record DeadLetterTemplate(
            KafkaTemplate<byte[], byte[]> template, DefaultKafkaProducerFactory<byte[], byte[]> producers)
            implements AutoCloseable {

        @Override
        public void close() {
            producers.destroy();
        }
    }
}
