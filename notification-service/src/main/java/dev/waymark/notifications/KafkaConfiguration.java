package dev.waymark.notifications;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.kafka.OrderUpdatesConsumer;
import dev.waymark.notifications.sending.UpdateIntake;
import dev.waymark.platform.kafka.ListenerConfiguration;
import dev.waymark.platform.kafka.RecordDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** The consumer of order updates. */
@Configuration(proxyBeanMethods = false)
@Import(ListenerConfiguration.class)
class KafkaConfiguration {

    @Bean
    Consumer<List<byte[]>> orderUpdates(
            NotificationConfiguration.StorePreparation store,
            UpdateIntake intake,
            JsonMapper json,
            NotificationSettings settings) {
        return new OrderUpdatesConsumer(
                new RecordDecoder<>(json, OrderUpdate.class),
                update -> store.done().then(intake.take(update)),
                settings.batchWithin());
    }
}
