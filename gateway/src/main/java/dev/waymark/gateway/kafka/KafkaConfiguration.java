package dev.waymark.gateway.kafka;

import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderUpdate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every gateway reads the whole topic from its end, in a group of its own: each has other pages open. Nothing waits for
 * it and nothing is lost with it, for a page that comes back asks how things stand.
 */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaConfiguration.class);

    @Bean
    NewTopic orderUpdatesTopic(
            @Value("${waymark.topics.partitions:12}") int partitions,
            @Value("${waymark.topics.replicas:1}") short replicas) {
        var spec = Topics.spec(Topics.ORDER_UPDATES);
        return TopicBuilder.name(spec.name())
                .partitions(partitions)
                .replicas(replicas)
                .config("retention.ms", spec.retentionMs())
                .build();
    }

    @Bean
    Listeners listeners() {
        return new Listeners();
    }

    /** Part of liveness: a new process has its listener threads again. */
    @Bean
    HealthIndicator consumersHealthIndicator(Listeners listeners) {
        return () -> (listeners.areRunning() ? Health.up() : Health.down()).build();
    }

    /** A record nobody can read moves no page; the services that must not miss it keep it for themselves. */
    @Bean
    Consumer<List<byte[]>> liveUpdatesIn(UpdateListener listener, JsonMapper json) {
        var reader = json.readerFor(OrderUpdate.class);
        return records -> records.forEach(value -> tell(listener, reader, value));
    }

    private static void tell(UpdateListener listener, ObjectReader reader, byte[] value) {
        try {
            OrderUpdate update = reader.readValue(value);
            listener.changed(update.orderId());
        } catch (JacksonException e) {
            LOG.warn(
                    "update skipped: unreadable bytes={} because={}",
                    value.length,
                    e.getClass().getSimpleName());
        }
    }
}
