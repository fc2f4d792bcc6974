package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Topics;
import dev.waymark.contract.view.ShopOrderOutcome;
import dev.waymark.contract.view.ShopOrderOutcome.Outcome;
import dev.waymark.embedded.junit.Broker;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What shops publish, and what they learn of it. */
class ShopRecordsIT extends RunningOrderService {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void orderIsChangedByTheTopicAsByHttp() {
        var number = number();
        var first = parcel();
        var second = parcel();

        publish(number, withParcel(number, first));
        publish(number, change(number, "replace-shipment", """
                "replaced": {"courier": "cdek", "trackingNumber": "%s"},
                "replacement": {"courier": "cdek", "trackingNumber": "%s"}""".formatted(first, second)));
        publish(number, change(number, "cancel", "\"lines\": [{\"line\": 2, \"quantity\": 1}]"));
        publish(number, change(number, "reach-state", "\"state\": \"PACKED\""));
        publish(
                number,
                change(
                        number,
                        "amend",
                        "\"patch\": {\"items\": [{\"sku\": \"KTL-1\", \"name\": \"Samovar\", \"quantity\": 1}, {\"name\": \"Cup\", \"quantity\": 2}]}"));

        assertThat(outcomes(number, 5)).extracting(ShopOrderOutcome::outcome).containsOnly(Outcome.ACCEPTED);
        await().atMost(SOON).untilAsserted(() -> {
            var order = read(number);
            assertThat(order.at("/shipments/0/trackingNumber").asString()).isEqualTo(second);
            assertThat(order.path("shipments")).hasSize(1);
            assertThat(order.at("/cancellation/lines/0/line").asInt()).isEqualTo(2);
            assertThat(order.at("/states/0/state").asString()).isEqualTo("PACKED");
            assertThat(order.at("/items/0/name").asString()).isEqualTo("Samovar");
            assertThat(order.path("itemCount").asInt()).isEqualTo(2);
        });
    }

    @Test
    void refusalsSayWhyAndQuoteNothing() {
        var number = number();

        publish(number, "{\"orderNumber\": \"%s\", \"secret\": \"anna@example.com\"}".formatted(number));
        publish(number, change(number, "cancel", "\"lines\": []"));
        publish(number, change(number, "dance", "\"secret\": 1"));
        publish(number, "{\"orderNumber\": \"%s\", anna".formatted(number));
        send(Topics.SHOP_ORDERS, number, "{\"name\": \"\u00c1\u00a1\"".getBytes(ISO_8859_1));
        send(Topics.SHOP_ORDERS, number, new byte[0]);
        kafka.send(new ProducerRecord<>(Topics.SHOP_ORDERS, number.getBytes(UTF_8), null))
                .join();

        var outcomes = outcomes(number, 7);
        assertThat(outcomes).extracting(ShopOrderOutcome::outcome).containsOnly(Outcome.REFUSED);
        assertThat(outcomes.stream().map(ShopRecordsIT::errors))
                .containsExactly(
                        List.of("/placedAt missing", "/customer missing"),
                        List.of("/orderNumber order-unknown"),
                        List.of("/type unknown-type"),
                        List.of(" unprocessable"),
                        List.of(" unprocessable"),
                        List.of(" unprocessable"),
                        List.of(" unprocessable"));
        assertThat(outcomes.stream()
                        .skip(3)
                        .map(outcome -> outcome.errors().getFirst().detail()))
                .containsExactly(
                        "unreadable: line 1 column %d".formatted(number.length() + 21),
                        "unreadable: not-utf-8",
                        "empty",
                        "empty");
        assertThat(outcomes.toString()).doesNotContain("anna");
    }

    @Test
    void keyIsTheNumberOfTheOrderAndANewerFieldIsAWarning() {
        var number = number();
        var key = number();

        publish(key, order(number, ""));
        assertThat(outcomes(key, 1).getFirst().errors().getFirst().code()).isEqualTo("key-mismatch");
        get("orders:read", "/api/orders/{number}", number)
                .exchange()
                .expectStatus()
                .isNotFound();

        publish(number, order(number, "\"giftWrap\": true,"));
        var taken = outcomes(number, 1).getFirst();
        assertThat(taken.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(taken.warnings().getFirst().pointer()).isEqualTo("/giftWrap");
    }

    private static List<String> errors(ShopOrderOutcome outcome) {
        return outcome.errors().stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }

    private static String change(String number, String type, String more) {
        return "{\"type\": \"%s\", \"orderNumber\": \"%s\", %s}".formatted(type, number, more);
    }

    private void publish(String key, String value) {
        send(Topics.SHOP_ORDERS, key, value.getBytes(UTF_8));
    }

    private JsonNode read(String number) {
        return body(get("orders:read", "/api/orders/{number}", number));
    }

    private List<ShopOrderOutcome> outcomes(String key, int count) {
        try (var topic = Broker.shared().fromBeginning(Topics.SHOP_ORDER_OUTCOMES)) {
            return topic.withKey(key, count).stream()
                    .map(record -> json.readValue(record.value(), ShopOrderOutcome.class))
                    .toList();
        }
    }
}
