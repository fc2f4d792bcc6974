package dev.waymark.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.projection.AggregateStore;
import dev.waymark.orders.projection.OrderIndexer;
import dev.waymark.orders.projection.OrderProjection;
import dev.waymark.orders.projection.ShipmentProjection;
import dev.waymark.orders.projection.StuckOutboxes;
import dev.waymark.orders.projection.UpdatePublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

/** A writer crashes over the real store and the real broker, and the outbox relay of the running service publishes its outbox. */
@ExtendWith(OutputCaptureExtension.class)
class OutboxCrashIT extends RunningOrderService {

    @Autowired
    private AggregateStore<ShipmentKey, TrackedShipment> shipments;

    @Autowired
    private AggregateStore<OrderId, TrackedOrder> orders;

    @Autowired
    private OrderIndexer indexer;

    @Autowired
    private UpdatePublisher publisher;

    @Autowired
    private MongoDatabase database;

    @Autowired
    private MeterRegistry meters;

    private final List<OrderUpdate> waiting = new ArrayList<>();

    /** Where the writer crashes, and how often it has published by then. */
    enum Step {
        BEFORE_SENDING(0),
        BEFORE_THE_ACKNOWLEDGEMENT(1),
        BEFORE_CLEARING(1);

        private final int sent;

        Step(int sent) {
            this.sent = sent;
        }
    }

    @ParameterizedTest
    @EnumSource
    void stuckOutboxOfAShipmentIsPublishedUnderTheSameIds(Step step) {
        var number = number();
        var trackingNumber = parcel();
        var key = Samples.shipment(trackingNumber);
        placed(number, withParcel(number, trackingNumber));
        await().atMost(Duration.ofSeconds(30)).until(() -> isClaimedAndPublished(key));
        var crashing = new ShipmentProjection(new CrashingStore(step), updates -> publish(step, updates));

        assertThatThrownBy(() -> crashing.project(List.of(Samples.accepted(trackingNumber)))
                        .block())
                .hasMessage(step.name());

        assertThat(waiting).singleElement().isInstanceOf(OrderUpdate.MilestoneReached.class);
        assertPublished(OrderId.of(new OrderNumber(number)), step.sent + 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> isClaimedAndPublished(key));
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"BEFORE_SENDING", "BEFORE_THE_ACKNOWLEDGEMENT"})
    void stuckOutboxOfAnOrderIsPublishedUnderTheSameIds(Step step) {
        var id = OrderId.of(new OrderNumber(number()));
        UpdatePublisher failing = updates -> publish(step, updates);
        var crashing = new OrderProjection(orders, indexer, new ShipmentProjection(shipments, failing), failing);

        assertThatThrownBy(() -> crashing.project(List.of(placed(id))).block()).hasMessage(step.name());

        assertThat(waiting).singleElement().isInstanceOf(OrderUpdate.OrderConfirmed.class);
        assertPublished(id, step.sent + 1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> orders.load(List.of(id)).block().get(id).outbox().isEmpty());
    }

    /** It is older, and so comes first. */
    @Test
    void outboxThatNobodyCanReadHoldsUpNoOtherAndIsLoggedOnceAndCounted(CapturedOutput output) {
        var damaged = Samples.shipment(parcel());
        tell(Samples.accepted(damaged.trackingNumber().value()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shipments.load(List.of(damaged)).block().containsKey(damaged));
        var collection = database.getCollection("shipments");
        Mono.from(collection.updateOne(
                        Filters.eq("_id", damaged.toString()),
                        Updates.combine(
                                Updates.set("checkpoints", "none"),
                                Updates.set("pending", Instant.now().minus(Duration.ofHours(1))))))
                .block();
        try {
            stuckOutboxOfAShipmentIsPublishedUnderTheSameIds(Step.BEFORE_SENDING);

            assertThat(output.getAll().lines().filter(line -> line.contains("outbox cannot be read: ")))
                    .singleElement()
                    .asString()
                    .contains("document=" + damaged);
            assertThat(unreadable()).isEqualTo(1);
        } finally {
            Mono.from(collection.deleteOne(Filters.eq("_id", damaged.toString())))
                    .block();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> unreadable() == 0);
    }

    private double unreadable() {
        return meters.get("waymark.orders.outbox.unreadable")
                .tag("projection", "ShipmentProjection")
                .gauge()
                .value();
    }

    private void assertPublished(OrderId order, int times) {
        var stuck = waiting.get(0);
        try (var topic = Broker.shared().fromBeginning(Topics.ORDER_UPDATES)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(updates(topic, order.value()))
                            .filteredOn(update -> update.id().equals(stuck.id()))
                            .hasSizeGreaterThanOrEqualTo(times)
                            .containsOnly(stuck));
        }
    }

    private boolean isClaimedAndPublished(ShipmentKey key) {
        var tracked = shipments.load(List.of(key)).block().get(key);
        return tracked != null
                && !tracked.orders().isEmpty()
                && tracked.outbox().isEmpty();
    }

    private Mono<Void> publish(Step step, List<OrderUpdate> updates) {
        waiting.addAll(updates);
        return switch (step) {
            case BEFORE_SENDING -> crash(step);
            case BEFORE_THE_ACKNOWLEDGEMENT -> publisher.publish(updates).then(crash(step));
            case BEFORE_CLEARING -> publisher.publish(updates);
        };
    }

    private static <T> Mono<T> crash(Step step) {
        return Mono.error(() -> new IllegalStateException(step.name()));
    }

    private static OrderPlaced placed(OrderId id) {
        var number = new OrderNumber("unused-" + id.value().substring(2, 10));
        return new OrderPlaced(
                EventId.of("order-placed", id.value()),
                id,
                number,
                Samples.NOON,
                Samples.NOON,
                "nobody",
                "sealed",
                "ru",
                "Europe/Moscow",
                List.of(),
                List.of(new ShopOrder.Item(null, "Чашка", 1)),
                null,
                null,
                List.of());
    }

    /** The real store, for a writer that may crash before it clears its outbox. */
    private final class CrashingStore implements AggregateStore<ShipmentKey, TrackedShipment> {

        private final Step step;

        CrashingStore(Step step) {
            this.step = step;
        }

        @Override
        public Mono<Map<ShipmentKey, TrackedShipment>> load(Collection<ShipmentKey> keys) {
            return shipments.load(keys);
        }

        @Override
        public Mono<Boolean> save(Collection<TrackedShipment> changed) {
            return shipments.save(changed);
        }

        @Override
        public Mono<Void> clearOutboxes(Collection<TrackedShipment> published) {
            return step == Step.BEFORE_CLEARING ? crash(step) : shipments.clearOutboxes(published);
        }

        @Override
        public Mono<StuckOutboxes<TrackedShipment>> stuckOutboxEntries(Duration age, int limit) {
            return shipments.stuckOutboxEntries(age, limit);
        }
    }
}
