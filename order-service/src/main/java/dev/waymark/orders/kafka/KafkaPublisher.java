package dev.waymark.orders.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Envelope;
import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.view.ShopOrderOutcome;
import dev.waymark.orders.ordering.OrderLog;
import dev.waymark.orders.projection.UpdatePublisher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/** Publishes order events to the log of orders, and order updates to the other services. */
final class KafkaPublisher implements OrderLog, UpdatePublisher {

    private final KafkaTemplate<byte[], byte[]> template;
    private final JsonMapper json;
    private final ProjectionMetrics metrics;
    private final Scheduler sending;

    /** Sends on {@code sending}, because a send may wait for the broker's metadata, and the web's event loops must not. */
    KafkaPublisher(
            KafkaTemplate<byte[], byte[]> template, JsonMapper json, ProjectionMetrics metrics, Scheduler sending) {
        this.template = template;
        this.json = json;
        this.metrics = metrics;
        this.sending = sending;
    }

    @Override
    public Mono<Void> append(OrderEvent event) {
        return Mono.fromCallable(() -> send(Topics.ORDERS, event.envelope(), json.writeValueAsBytes(event)))
                .subscribeOn(sending)
                .flatMap(Mono::fromFuture)
                .then();
    }

    @Override
    public Mono<Void> publish(List<OrderUpdate> updates) {
        return Mono.fromCallable(() -> updates.stream()
                        .map(update -> send(Topics.ORDER_UPDATES, update.envelope(), json.writeValueAsBytes(update)))
                        .toArray(CompletableFuture<?>[]::new))
                .subscribeOn(sending)
                .flatMap(sent -> Mono.fromFuture(CompletableFuture.allOf(sent)))
                .doOnSuccess(acknowledged -> metrics.published(updates.size()))
                .then();
    }

    /** Completes when the broker has acknowledged it. */
    Mono<Void> publish(ShopOrderOutcome outcome) {
        return Mono.fromCallable(
                        () -> send(Topics.SHOP_ORDER_OUTCOMES, outcome.envelope(), json.writeValueAsBytes(outcome)))
                .subscribeOn(sending)
                .flatMap(Mono::fromFuture)
                .then();
    }

    private CompletableFuture<SendResult<byte[], byte[]>> send(String topic, Envelope envelope, byte[] value) {
        var record = new ProducerRecord<>(topic, envelope.key().getBytes(UTF_8), value);
        envelope.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return template.send(record);
    }
}
