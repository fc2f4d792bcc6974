package dev.waymark.notifications.kafka;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.sending.OrderUpdateProcessor;
import dev.waymark.platform.kafka.BatchConsumer;
import dev.waymark.platform.kafka.ListenerConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The consumer of order updates. */
@Configuration(proxyBeanMethods = false)
@Import(ListenerConfiguration.class)
class NotificationKafkaConfiguration {

    private static final int PARALLEL_ORDERS = 8;

    /** Less than Kafka's {@code max.poll.interval.ms}. Past this a batch is tried again. */
    private static final Duration DEADLINE = Duration.ofMinutes(4);

    /** Blocks on purpose: the next batch of a partition must not overtake this one. */
    @Bean
    Consumer<List<byte[]>> orderUpdates(OrderUpdateProcessor processor, JsonMapper json) {
        return new BatchConsumer<>(
                json, OrderUpdate.class, updates -> process(updates, processor).block(DEADLINE));
    }

    /**
     * Those of one order in sequence, orders in parallel. A failure is reported when the other orders are done, so that no
     * provider's call is cut off; what is done already is done again without effect.
     */
    private static Mono<Void> process(List<OrderUpdate> updates, OrderUpdateProcessor processor) {
        return Flux.fromIterable(updates)
                .collectMultimap(OrderUpdate::orderId)
                .flatMapIterable(Map::values)
                .flatMapDelayError(
                        sameOrder -> Flux.fromIterable(sameOrder).concatMap(processor::process), PARALLEL_ORDERS, 1)
                .then();
    }
}
