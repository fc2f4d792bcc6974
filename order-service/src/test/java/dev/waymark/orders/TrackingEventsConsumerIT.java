package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Samples;
import dev.waymark.contract.Topics;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TrackingEventsConsumerIT extends RunningOrderService {

    @Test
    void malformedRecordAmongValidOnesGoesToTheDeadLetterTopicAloneWithItsReason(CapturedOutput output) {
        var key = parcel();
        var parcels = new ArrayList<String>();
        var sent = new ArrayList<CompletableFuture<?>>();
        for (var i = 0; i < 40; i++) {
            var parcel = parcel();
            parcels.add(parcel);
            var event = Samples.accepted(parcel);
            sent.add(kafka.send(record(event.envelope().key(), json.writeValueAsBytes(event))));
            if (i == 20) {
                sent.add(kafka.send(record(key, bytes("{\"courier\": \"anna@example.com\""))));
            }
        }
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();

        for (var parcel : parcels) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> get("orders:read", "/api/shipments/cdek/{parcel}", parcel)
                            .exchange()
                            .expectStatus()
                            .isOk());
        }
        var deadLetter = deadLetter(Topics.TRACKING_EVENTS, Topics.PROJECTION_GROUP, key);
        assertThat(deadLetter)
                .containsEntry("waymark_failure", "MalformedRecord")
                .containsEntry("kafka_dlt-original-topic", Topics.TRACKING_EVENTS)
                .doesNotContainKey("kafka_dlt-exception-stacktrace");
        assertThat(deadLetter.get("waymark_reason")).startsWith("unreadable: ").doesNotContain("anna");
        assertThat(output.getAll()).doesNotContain("anna@example.com", "MessageHandlingException");
    }

    @Test
    void deadLetterOfAnOrderThatBreaksARuleNamesTheFieldAndNoValue() {
        var key = number();

        send(
                Topics.SHOP_ORDERS,
                key,
                bytes("{\"orderNumber\": \"%s\", \"secret\": \"anna@example.com\"}".formatted(key)));

        assertThat(deadLetter(Topics.SHOP_ORDERS, Topics.INTAKE_GROUP, key).get("waymark_reason"))
                .contains("/placedAt missing", "/customer missing")
                .doesNotContain("anna");
    }

    @Test
    void logNamesTheRecordInTheDeadLetterTopicAndTheReasonAndNothingOfItsContent(CapturedOutput output) {
        var key = parcel();
        var sent = kafka.send(record(key, bytes("{\"courier\": \"boris@example.com\"")))
                .join()
                .getRecordMetadata();

        var line = "record sent to dead-letter topic: topic=tracking.events partition=0 offset=%d reason=unreadable: "
                .formatted(sent.offset());
        await().atMost(Duration.ofSeconds(30)).until(() -> output.getAll().contains(line));
        assertThat(output.getAll())
                .containsOnlyOnce(line)
                .doesNotContain("boris@example.com", "MessageHandlingException");
    }

    /** What a shop compresses with is its own choice; two of these codecs are native libraries. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void orderIsTakenFromTheTopicWhateverItIsCompressedWith(String codec) {
        var number = number();

        publish(Topics.SHOP_ORDERS, codec, number, bytes(order(number, "")));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("orders:read", "/api/orders/{number}", number)
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    @Test
    void poisonThatIsLargeOrOnlySmallWhileCompressedDelaysNobody() {
        var large = parcel();
        publish(Topics.TRACKING_EVENTS, "none", large, new byte[1_500_000]);
        var inflated = number();
        publish(Topics.SHOP_ORDERS, "gzip", inflated, new byte[3_000_000]);
        var number = number();
        publish(Topics.SHOP_ORDERS, "none", number, bytes(order(number, "")));
        var event = Samples.accepted(parcel());
        tell(event);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            get("orders:read", "/api/orders/{number}", number)
                    .exchange()
                    .expectStatus()
                    .isOk();
            get(
                            "orders:read",
                            "/api/shipments/cdek/{parcel}",
                            event.trackingNumber().value())
                    .exchange()
                    .expectStatus()
                    .isOk();
        });
        assertThat(deadLetter(Topics.TRACKING_EVENTS, Topics.PROJECTION_GROUP, large))
                .doesNotContainKey("waymark_original_length");
        assertThat(deadLetter(Topics.SHOP_ORDERS, Topics.INTAKE_GROUP, inflated))
                .doesNotContainKey("waymark_original_length");
    }

    private static void publish(String topic, String codec, String key, byte[] value) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                Broker.shared().bootstrapServers(),
                "compression.type",
                codec,
                "max.request.size",
                4_000_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, bytes(key), value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> deadLetter(String topic, String group, String key) {
        try (var deadLetters = Broker.shared().fromBeginning(Topics.deadLetters(topic, group))) {
            return TopicReader.headers(deadLetters.withKey(key, 1).getFirst());
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(Topics.TRACKING_EVENTS, 0, bytes(key), value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
