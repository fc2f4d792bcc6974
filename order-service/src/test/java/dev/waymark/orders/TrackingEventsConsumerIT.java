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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
                .contains("/placedAt missing", "/secret unknown-property")
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
