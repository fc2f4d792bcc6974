package dev.waymark.gateway.kafka;

import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.gateway.audit.AuditRecords;
import dev.waymark.platform.kafka.BatchConsumer;
import dev.waymark.platform.kafka.ListenerConfiguration;
import dev.waymark.platform.kafka.ProducerConfiguration;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Consumes through the binder's batch functions, and publishes the audit with one producer of our own. */
@Configuration(proxyBeanMethods = false)
@Import({ListenerConfiguration.class, ProducerConfiguration.class, KafkaAuditLog.class})
class GatewayKafkaConfiguration {

    /** Past this a batch is tried again. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /**
     * Every gateway reads the whole topic from its end, in a group of its own: each has other pages open. Nothing waits for
     * it and nothing is lost with it, for a page that comes back asks for the current state.
     */
    @Bean
    Consumer<List<byte[]>> liveUpdatesIn(UpdateListener listener, JsonMapper json) {
        return new BatchConsumer<>(json, OrderUpdate.class, updates -> updates.forEach(listener::changed));
    }

    /**
     * Updates between a page's opening and the moment from which this gateway reads were read by nobody, at its start and
     * whenever it was thrown out of its group.
     */
    @Bean
    KafkaBindingRebalanceListener missedUpdates(UpdateListener listener) {
        return new KafkaBindingRebalanceListener() {
            @Override
            public void onPartitionsAssigned(
                    String binding,
                    org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
                    Collection<TopicPartition> partitions,
                    boolean initial) {
                if (binding.startsWith("liveUpdatesIn")) {
                    // Not before it is known where reading begins: what comes behind that is told.
                    partitions.forEach(consumer::position);
                    listener.missed();
                }
            }
        };
    }

    /** All gateways together keep what an administrator may ask. Blocks on purpose: the offset is committed after it. */
    @Bean
    Consumer<List<byte[]>> auditIn(AuditRecords records, JsonMapper json) {
        return new BatchConsumer<>(
                json, AuditEvent.class, events -> records.save(events).block(DEADLINE));
    }
}
