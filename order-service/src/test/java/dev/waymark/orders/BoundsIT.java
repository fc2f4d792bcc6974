package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.Topics;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** What is too much is refused at the door, and data that is damaged holds up nobody else. */
class BoundsIT extends RunningOrderService {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private MongoDatabase database;

    @Test
    void shipmentsPastTheBoundOfAnOrderAreRefused() {
        var number = number();
        var fifty = IntStream.range(0, 50)
                .mapToObj(_ -> "{\"courier\": \"cdek\", \"trackingNumber\": \"%s\"}".formatted(parcel()))
                .collect(Collectors.joining(",", "\"shipments\": [", "],"));
        placed(number, order(number, fifty));

        var problem = problem(
                post("orders:write", "/api/orders/{number}/shipments", number)
                        .header("Idempotency-Key", number)
                        .bodyValue("{\"shipments\": [{\"courier\": \"cdek\", \"trackingNumber\": \"%s\"}]}"
                                .formatted(parcel())),
                422,
                "validation");

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/shipments");
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo("too-many");
    }

    @Test
    void numberThatManyOrdersNameIsNoShipmentOfOneMoreAndCostsNoOrder() {
        var shared = parcel();
        for (var i = 0; i < 20; i++) {
            var number = number();
            place(number, withParcel(number, shared));
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shipment(shared).getList("orders", String.class))
                        .hasSize(20));
        var number = number();
        var published = number();

        var taken = json.readTree(post("orders:write", "/api/orders")
                .header("Idempotency-Key", number)
                .bodyValue(withParcel(number, shared))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
        send(Topics.SHOP_ORDERS, published, withParcel(published, shared).getBytes(UTF_8));
        var problem = problem(
                post("orders:write", "/api/orders/{number}/shipments", number)
                        .header("Idempotency-Key", "attach-" + number)
                        .bodyValue("{\"shipments\": [{\"courier\": \"cdek\", \"trackingNumber\": \"%s\"}]}"
                                .formatted(shared)),
                422,
                "validation");

        assertThat(taken.at("/warnings/0/pointer").asString()).isEqualTo("/shipments/0/trackingNumber");
        assertThat(taken.at("/warnings/0/code").asString()).isEqualTo("too-many-orders");
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo("too-many-orders");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(body(get("orders:read", "/api/orders/{number}", published))
                                .get("shipments"))
                        .isEmpty());
    }

    @Test
    void numberWhoseOrderNeverCameToTheLogIsFreeForAnotherContent() {
        var number = number();
        var reservation = new Document(
                        "_id", OrderId.of(new OrderNumber(number)).value())
                .append("content", "of-another-content")
                .append("request", "whose-append-failed")
                .append("logged", false)
                .append("reserved", Instant.now());
        Mono.from(database.getCollection("placements").insertOne(reservation)).block();

        problem(
                post("orders:write", "/api/orders")
                        .header("Idempotency-Key", number + "-at-once")
                        .bodyValue(order(number, "")),
                409,
                "order-exists");
        clock.goAhead(Duration.ofMinutes(3));
        placed(number, order(number, ""));
    }

    @Test
    void documentThatNobodyCanReadHoldsUpNoOther() {
        var damaged = Samples.accepted(parcel());
        var other = Samples.accepted(parcel());
        tell(damaged);
        await().atMost(SOON).until(() -> shipment(damaged.trackingNumber().value()) != null);
        update("shipments", damaged.shipment().toString(), "checkpoints", "none");

        tell(Samples.outForDelivery(damaged.trackingNumber().value()));
        tell(other);

        assertThat(reason(
                        Topics.TRACKING_EVENTS,
                        Topics.PROJECTION_GROUP,
                        damaged.envelope().key()))
                .startsWith("stored data: ");
        await().atMost(SOON).until(() -> shipment(other.trackingNumber().value()) != null);
    }

    /** Nine events of 2 MB make more than the 16 MB of a document. (MongoDB, "Limits and thresholds") */
    @Test
    void documentThatWouldBeTooLargeParksTheEventThatDoesNotFitAndHoldsUpNoOther() throws Exception {
        var large = parcel();
        var other = Samples.accepted(parcel());
        var text = "x".repeat(2_000_000);

        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        Broker.shared().bootstrapServers(),
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        8_000_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var hour = 0; hour < 9; hour++) {
                var scan = Samples.scan(large, SubStatus.ACCEPTED, hour);
                var event = Samples.event(
                        large,
                        new Checkpoint(
                                scan.id(),
                                scan.fact(),
                                scan.direction(),
                                scan.time(),
                                scan.place(),
                                null,
                                new RawStatusText(null, null, text)));
                producer.send(new ProducerRecord<>(
                                Topics.TRACKING_EVENTS, event.envelope().key(), json.writeValueAsBytes(event)))
                        .get();
            }
        }
        tell(other);

        assertThat(reason(
                        Topics.TRACKING_EVENTS,
                        Topics.PROJECTION_GROUP,
                        Samples.shipment(large).toString()))
                .startsWith("stored data: ");
        await().atMost(SOON).until(() -> shipment(other.trackingNumber().value()) != null);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(shipment(large).getList("checkpoints", Document.class))
                        .hasSizeBetween(7, 8));
    }

    @Test
    void damagedKeyOfAPersonHoldsUpNoOther() {
        var first = number();
        placed(first, order(first, ""));
        var person = Mono.from(database.getCollection("orders").find(Filters.eq("number", first)))
                .map(order -> order.getString("person"))
                .block();
        update("people", person, "key", new Binary(new byte[60]));
        var second = number();
        var other = number();

        send(
                Topics.SHOP_ORDERS,
                second,
                order(second, "").replace(second + "@", first + "@").getBytes(UTF_8));
        send(Topics.SHOP_ORDERS, other, order(other, "").getBytes(UTF_8));

        assertThat(reason(Topics.SHOP_ORDERS, Topics.INTAKE_GROUP, second)).endsWith("cannot be decrypted");
        await().atMost(SOON)
                .untilAsserted(() -> get("orders:read", "/api/orders/{number}", other)
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    private void update(String collection, Object id, String field, Object value) {
        var result = Mono.from(
                        database.getCollection(collection).updateOne(Filters.eq("_id", id), Updates.set(field, value)))
                .block();
        assertThat(result.getModifiedCount()).isOne();
    }

    private Document shipment(String trackingNumber) {
        return Mono.from(database.getCollection("shipments").find(Filters.eq("number", trackingNumber)))
                .block();
    }

    private static String reason(String topic, String group, String key) {
        try (var deadLetters = Broker.shared().fromBeginning(Topics.deadLetters(topic, group))) {
            return TopicReader.headers(deadLetters.withKey(key, 1).getFirst()).get("waymark_reason");
        }
    }
}
