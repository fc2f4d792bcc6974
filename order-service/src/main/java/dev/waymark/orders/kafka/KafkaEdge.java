package dev.waymark.orders.kafka;

import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.ordering.OrderIntake;
import dev.waymark.orders.ordering.OrderRequestParser;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.ShipmentProjection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Topics in, by the binder's batch functions; topics out, by one producer of our own. */
@Configuration(proxyBeanMethods = false)
class KafkaEdge {

    private static final String PROJECTION = "order-service.projection";
    private static final String INTAKE = "order-service.intake";

    /** Past this a batch is tried again; the store's own time-outs are shorter. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Bean
    Consumer<List<byte[]>> projectTrackingEvents(
            JsonMapper json, ShipmentProjection projection, ProjectionMetrics metrics) {
        return new BatchConsumer<>(
                new EventDecoder<>(json, TrackingEvent.class), projection::project, metrics, DEADLINE);
    }

    @Bean
    Consumer<List<byte[]>> projectOrders(JsonMapper json, OrderProjection projection, ProjectionMetrics metrics) {
        return new BatchConsumer<>(new EventDecoder<>(json, OrderEvent.class), projection::project, metrics, DEADLINE);
    }

    @Bean
    Consumer<List<byte[]>> takeShopOrders(
            JsonMapper json, OrderRequestParser parser, OrderIntake intake, ProjectionMetrics metrics) {
        var records = new ShopOrderRecords(parser, intake);
        return new BatchConsumer<>(new EventDecoder<>(json, JsonNode.class), records::take, metrics, DEADLINE);
    }

    @Bean
    Listeners listeners(KafkaTemplate<byte[], byte[]> template, ProjectionMetrics metrics) {
        return new Listeners(template, metrics);
    }

    @Bean
    HealthIndicator consumersHealthIndicator(Listeners listeners) {
        return () -> (listeners.areRunning() ? Health.up() : Health.down()).build();
    }

    @Bean
    ProjectionMetrics projectionMetrics(MeterRegistry meters, Clock clock) {
        return new ProjectionMetrics(meters, clock);
    }

    @Bean
    KafkaLog kafkaLog(
            KafkaTemplate<byte[], byte[]> template, JsonMapper json, ProjectionMetrics metrics, Scheduler sending) {
        return new KafkaLog(template, json, metrics, sending);
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
        return new KafkaTemplate<>(producerFactory);
    }

    @Bean
    KafkaAdmin.NewTopics topics(
            @Value("${waymark.topics.partitions}") int partitions, @Value("${waymark.topics.replicas}") int replicas) {
        var ours = Stream.of(Topics.TRACKING_EVENTS, Topics.SHOP_ORDERS, Topics.ORDERS, Topics.ORDER_UPDATES)
                .map(Topics::spec)
                .map(spec -> topic(spec.name(), partitions, replicas, spec.retentionMs()));
        var parked = Stream.of(
                        Topics.deadLetters(Topics.TRACKING_EVENTS, PROJECTION),
                        Topics.deadLetters(Topics.ORDERS, PROJECTION),
                        Topics.deadLetters(Topics.SHOP_ORDERS, INTAKE))
                .map(name -> topic(name, 1, replicas, String.valueOf(Topics.DEAD_LETTERS_KEPT.toMillis())));
        return new KafkaAdmin.NewTopics(Stream.concat(ours, parked).toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, int partitions, int replicas, String retention) {
        return TopicBuilder.name(name)
                .partitions(partitions)
                .replicas(replicas)
                .config(TopicConfig.RETENTION_MS_CONFIG, retention)
                .build();
    }
}
