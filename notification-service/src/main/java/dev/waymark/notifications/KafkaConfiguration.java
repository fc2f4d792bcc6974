package dev.waymark.notifications;

import dev.waymark.contract.Topics;
import dev.waymark.notifications.kafka.Listeners;
import dev.waymark.notifications.kafka.OrderUpdateDecoder;
import dev.waymark.notifications.kafka.OrderUpdatesConsumer;
import dev.waymark.notifications.sending.UpdateIntake;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.json.JsonMapper;

/** The topics, the consumer, and where its dead letters go. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    /** Also in the binding; the consumer's place in the topic hangs on it, so it never changes. */
    private static final String GROUP = "notification-service.decisions";

    @Bean
    KafkaAdmin.NewTopics topics(TopicSettings settings) {
        var updates = Topics.spec(Topics.ORDER_UPDATES);
        var deadLetters = new Topics.Spec(Topics.deadLetters(Topics.ORDER_UPDATES, GROUP), Topics.DEAD_LETTERS_KEPT);
        return new KafkaAdmin.NewTopics(topic(updates, settings), topic(deadLetters, settings));
    }

    @Bean
    Consumer<List<byte[]>> orderUpdates(
            NotificationConfiguration.StorePreparation store,
            UpdateIntake intake,
            JsonMapper json,
            NotificationSettings settings) {
        return new OrderUpdatesConsumer(
                new OrderUpdateDecoder(json), update -> store.done().then(intake.take(update)), settings.batchWithin());
    }

    /** Part of liveness: a new process has its listener threads again. */
    @Bean
    HealthIndicator consumersHealthIndicator(Listeners listeners) {
        return () -> (listeners.areRunning() ? Health.up() : Health.down()).build();
    }

    @Bean
    Listeners listeners(KafkaProperties kafka) {
        return new Listeners(new DefaultKafkaProducerFactory<>(
                kafka.buildProducerProperties(), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private static NewTopic topic(Topics.Spec spec, TopicSettings settings) {
        return TopicBuilder.name(spec.name())
                .partitions(settings.partitions())
                .replicas(settings.replicas())
                .config(TopicConfig.RETENTION_MS_CONFIG, spec.retentionMs())
                .build();
    }
}
