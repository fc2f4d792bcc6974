package dev.waymark.notifications;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.kafka.OrderUpdatesConsumer;
import dev.waymark.notifications.sending.OrderUpdateProcessor;
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
class NotificationKafkaConfiguration {

    @Bean
    Consumer<List<byte[]>> orderUpdates(
            NotificationConfiguration.IndexCreation indexes,
            OrderUpdateProcessor processor,
            JsonMapper json,
            NotificationSettings settings) {
        return new OrderUpdatesConsumer(
                new RecordDecoder<>(json, OrderUpdate.class),
                update -> indexes.done().then(processor.process(update)),
                settings.batchTimeout());
    }
}
