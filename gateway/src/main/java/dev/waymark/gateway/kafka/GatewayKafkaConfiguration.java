package dev.waymark.gateway.kafka;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.platform.kafka.BatchConsumer;
import dev.waymark.platform.kafka.ListenerConfiguration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every gateway reads the whole topic from its end, in a group of its own: each has other pages open. Nothing waits for
 * it and nothing is lost with it, for a page that comes back asks for the current state.
 */
@Configuration(proxyBeanMethods = false)
@Import(ListenerConfiguration.class)
class GatewayKafkaConfiguration {

    @Bean
    Consumer<List<byte[]>> liveUpdatesIn(UpdateListener listener, JsonMapper json) {
        return new BatchConsumer<>(
                json, OrderUpdate.class, updates -> updates.forEach(update -> listener.changed(update.orderId())));
    }
}
