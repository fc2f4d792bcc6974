package dev.waymark.orders.kafka;

import dev.waymark.contract.ConnectedCouriers;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.ordering.CourierConnections;
import dev.waymark.orders.ordering.OrderRecords;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.ShipmentProjection;
import dev.waymark.orders.projection.UnprocessableEvent;
import dev.waymark.platform.kafka.BatchConsumer;
import dev.waymark.platform.kafka.DeadLetterLog;
import dev.waymark.platform.kafka.ListenerConfiguration;
import dev.waymark.platform.kafka.ProducerConfiguration;
import dev.waymark.platform.kafka.UnprocessableRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Consumes through the binder's batch functions, and publishes with one producer of our own. */
@Configuration(proxyBeanMethods = false)
@Import({ListenerConfiguration.class, ProducerConfiguration.class, KafkaPublisher.class, ProjectionMetrics.class})
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
    Consumer<Message<List<byte[]>>> takeShopOrders(
            JsonMapper json, OrderRecords records, KafkaPublisher publisher, ProjectionMetrics metrics, Clock clock) {
        return new ShopOrderConsumer(json, records, publisher::publish, metrics, clock);
    }

    /** In no group, from the beginning: every instance knows them. */
    @Bean
    Consumer<List<byte[]>> readConnectedCouriers(JsonMapper json, CourierConnections connections) {
        return new BatchConsumer<>(json, ConnectedCouriers.class, latest -> latest.forEach(connections::replace));
    }

    private static <E> BatchConsumer<E> consumer(
            JsonMapper json, Class<E> type, Function<List<E>, Mono<Void>> processing, ProjectionMetrics metrics) {
        return new BatchConsumer<>(json, type, events -> {
            await(processing.apply(events));
            metrics.processed(events);
        });
    }

    /** Blocks on purpose: the next batch of a partition must not overtake this one. */
    static <T> @Nullable T await(Mono<T> processing) {
        try {
            return processing.block(DEADLINE);
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

    /** Of all groups, not only of ours. */
    @Bean
    DeadLetterLog deadLetterLog(KafkaProperties kafka) {
        return new DeadLetterLog(kafka.buildAdminProperties());
    }
}
