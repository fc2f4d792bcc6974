package dev.waymark.platform.kafka;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

/**
 * One producer for what a service that consumes through the stream binder publishes itself. All of its settings are here: with the
 * binder on the class path Boot's own template is set up for other types.
 */
@Configuration(proxyBeanMethods = false)
public class ProducerConfiguration {

    @Bean
    ProducerFactory<byte[], byte[]> producerFactory(KafkaProperties kafka) {
        return factory(kafka, Map.of());
    }

    @Bean
    KafkaTemplate<byte[], byte[]> kafkaTemplate(ProducerFactory<byte[], byte[]> producerFactory) {
        return template(producerFactory);
    }

    static ProducerFactory<byte[], byte[]> factory(KafkaProperties kafka, Map<String, Object> more) {
        var settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Each send is waited for: lingering would only make it wait longer.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        settings.putAll(more);
        return new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static KafkaTemplate<byte[], byte[]> template(ProducerFactory<byte[], byte[]> factory) {
        var template = new KafkaTemplate<>(factory);
        // The default one logs key and value of what was not sent.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }
}
