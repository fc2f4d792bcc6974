package dev.waymark.notifications.kafka;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.sending.OrderUpdateProcessor;
import dev.waymark.platform.kafka.BatchConsumer;
import dev.waymark.platform.kafka.ListenerConfiguration;
import java.time.Duration;
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

    /** Less than Kafka's {@code max.poll.interval.ms}. Past this a batch is tried again. */
    private static final Duration DEADLINE = Duration.ofMinutes(4);

    /** Blocks on purpose: an offset is committed when what its record has to tell is queued. No provider is waited for. */
    @Bean
    Consumer<List<byte[]>> orderUpdates(OrderUpdateProcessor processor, JsonMapper json) {
        return new BatchConsumer<>(
                json, OrderUpdate.class, updates -> processor.accept(updates).block(DEADLINE));
    }
}
