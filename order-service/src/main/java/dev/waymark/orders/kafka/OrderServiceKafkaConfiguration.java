package dev.waymark.orders.kafka;

import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.ordering.OrderIntake;
import dev.waymark.orders.ordering.OrderRequestParser;
import dev.waymark.orders.ordering.ShipmentBounds;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.ShipmentProjection;
import dev.waymark.orders.projection.UnprocessableEvent;
import dev.waymark.platform.kafka.BatchConsumer;
import dev.waymark.platform.kafka.ListenerConfiguration;
import dev.waymark.platform.kafka.UnprocessableRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Consumes through the binder's batch functions, and publishes with one producer of our own. */
@Configuration(proxyBeanMethods = false)
@Import({ListenerConfiguration.class, KafkaPublisher.class, ProjectionMetrics.class})
class OrderServiceKafkaConfiguration {

    /** Past this a batch is tried again; the store's own time-outs are shorter. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Bean
    Consumer<List<byte[]>> projectTrackingEvents(
            JsonMapper json, ShipmentProjection projection, ProjectionMetrics metrics) {
        return consumer(json, TrackingEvent.class, projection::project, metrics);
    }

    @Bean
    Consumer<List<byte[]>> projectOrders(JsonMapper json, OrderProjection projection, ProjectionMetrics metrics) {
        return consumer(json, OrderEvent.class, projection::project, metrics);
    }

    @Bean
    Consumer<List<byte[]>> takeShopOrders(
            JsonMapper json,
            OrderRequestParser parser,
            OrderIntake intake,
            ShipmentBounds bounds,
            ProjectionMetrics metrics) {
        return consumer(json, JsonNode.class, new ShopOrderRecords(parser, intake, bounds)::take, metrics);
    }

    private static <E> BatchConsumer<E> consumer(
            JsonMapper json, Class<E> type, Function<List<E>, Mono<Void>> processing, ProjectionMetrics metrics) {
        return new BatchConsumer<>(json, type, events -> {
            await(processing.apply(events));
            metrics.processed(events);
        });
    }

    /** Blocks on purpose: the next batch of a partition must not overtake this one. */
    private static void await(Mono<Void> processing) {
        try {
            processing.block(DEADLINE);
        } catch (RuntimeException e) {
            if (Exceptions.unwrap(e) instanceof UnprocessableEvent event) {
                throw new UnprocessableRecord(String.valueOf(event.getMessage()), event);
            }
            throw e;
        }
    }

    @Bean(destroyMethod = "dispose")
    Scheduler sending() {
        return Schedulers.newBoundedElastic(4, 10_000, "kafka-sending");
    }

    /** All of its settings are here: with the binder on the class path Boot's own template is set up for other types. */
    @Bean
    ProducerFactory<byte[], byte[]> producerFactory(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Each send is waited for: lingering would only make it wait longer.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    KafkaTemplate<byte[], byte[]> kafkaTemplate(ProducerFactory<byte[], byte[]> producerFactory) {
        var template = new KafkaTemplate<>(producerFactory);
        // The default one logs key and value of what was not sent.
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }
}
