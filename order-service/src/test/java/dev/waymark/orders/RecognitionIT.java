package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The shop uses some couriers, one of which an aggregator reports. */
class RecognitionIT extends RunningOrderService {

    private static final String OF_UPS = "1Z5R89390357567127";
    private static final String OF_UPS_MISTYPED = "1Z5R89390357567128";
    private static final String OF_DHL_OR_CDEK = "3318810025";
    private static final String OF_A_POST_MISTYPED = "RB123456786GB";

    @Test
    void numberWithoutCourierGetsTheCourierThatReportsIt() {
        var number = number();

        var answer = taken(number, "{\"trackingNumber\": \"1Z 5R8 939 03 5756 7127\"}");

        assertThat(answer.at("/shipments/0/courier").asString()).isEqualTo("easypost");
        assertThat(answer.at("/shipments/0/trackingNumber").asString()).isEqualTo(OF_UPS);
        assertThat(answer.has("warnings")).isFalse();
        isOf(number, "easypost", OF_UPS);
    }

    @Test
    void courierOfANumberAttachedLaterIsDetected() {
        var number = number();
        placed(number, order(number, ""));

        var answer = json.readTree(post("orders:write", "/api/orders/{number}/shipments", number)
                .header("Idempotency-Key", "later-" + number)
                .bodyValue("{\"shipments\": [{\"trackingNumber\": \"RB123456785GB\"}]}")
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());

        assertThat(answer.at("/shipments/0/courier").asString()).isEqualTo("post-gb");
        isOf(number, "post-gb", "RB123456785GB");
    }

    @Test
    void ambiguousNumberNeedsItsCourier() {
        var error = refused("{\"trackingNumber\": \"%s\"}".formatted(OF_DHL_OR_CDEK));

        assertThat(error.get("pointer").asString()).isEqualTo("/shipments/0/courier");
        assertThat(error.get("code").asString()).isEqualTo("courier-ambiguous");
        assertThat(error.get("detail").asString()).contains("dhl, cdek").doesNotContain(OF_DHL_OR_CDEK);
        assertThat(error.get("candidates").findValuesAsString("courier")).containsExactly("dhl", "cdek");
        assertThat(error.at("/candidates/0/checkDigit").asString()).isEqualTo("RIGHT");
        assertThat(error.at("/candidates/0/likelihood").asDouble()).isEqualTo(0.909);
    }

    @Test
    void shipmentWhoseCourierIsInDoubtCostsNoOrder() {
        var answer = taken(number(), "{\"trackingNumber\": \"%s\"}".formatted(OF_DHL_OR_CDEK));

        assertThat(answer.has("shipments")).isFalse();
        assertThat(answer.at("/warnings/0/pointer").asString()).isEqualTo("/shipments/0/courier");
        assertThat(answer.at("/warnings/0/code").asString()).isEqualTo("courier-ambiguous");
        assertThat(answer.at("/warnings/0/candidates").findValuesAsString("courier"))
                .containsExactly("dhl", "cdek");
    }

    @Test
    void numberOfUnknownFormatNeedsItsCourier() {
        var error = refused("{\"trackingNumber\": \"HELLO-WORLD\"}");

        assertThat(error.get("pointer").asString()).isEqualTo("/shipments/0/courier");
        assertThat(error.get("code").asString()).isEqualTo("courier-unrecognised");
        assertThat(error.has("candidates")).isFalse();
    }

    @Test
    void wrongCheckDigitIsAViolationWithoutACourier() {
        var error = refused("{\"trackingNumber\": \"%s\"}".formatted(OF_A_POST_MISTYPED));

        assertThat(error.get("pointer").asString()).isEqualTo("/shipments/0/trackingNumber");
        assertThat(error.get("code").asString()).isEqualTo("check-digit-wrong");
        assertThat(error.at("/candidates/0/courier").asString()).isEqualTo("post-gb");
    }

    @Test
    void wrongCheckDigitIsAWarningWithACourier() {
        var number = number();
        var shipment = "{\"courier\": \"ups\", \"trackingNumber\": \"%s\"}".formatted(OF_UPS_MISTYPED);

        var answer = taken(number, shipment);

        assertThat(answer.get("warnings")).hasSize(1);
        assertThat(answer.at("/warnings/0/pointer").asString()).isEqualTo("/shipments/0/trackingNumber");
        assertThat(answer.at("/warnings/0/code").asString()).isEqualTo("check-digit-wrong");
        assertThat(taken(number, shipment)).isEqualTo(answer);
        isOf(number, "ups", OF_UPS_MISTYPED);
    }

    @Test
    void orderOnTheTopicIsParsedTheSameWay() {
        var number = number();
        var asked = number();

        send(Topics.SHOP_ORDERS, number, with(number, "{\"trackingNumber\": \"%s\"}".formatted(OF_UPS)));
        send(Topics.SHOP_ORDERS, asked, with(asked, "{\"trackingNumber\": \"%s\"}".formatted(OF_DHL_OR_CDEK)));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(body(get("orders:read", "/api/orders/{number}", number))
                                .at("/shipments/0/courier")
                                .asString())
                        .isEqualTo("easypost"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(body(get("orders:read", "/api/orders/{number}", asked))
                                .get("shipments"))
                        .isEmpty());
    }

    @Test
    void candidatesAreListedBeforeAnythingIsAttached() {
        var clear = candidates("1z 5r8 939 03 5756 7127");
        assertThat(clear.get("verdict").asString()).isEqualTo("CLEAR");
        assertThat(clear.get("courier").asString()).isEqualTo("easypost");
        assertThat(clear.at("/candidates/0/carrier").asString()).isEqualTo("ups");
        assertThat(clear.at("/candidates/0/serviceType").asString()).isEqualTo("UPS United States Ground");

        var ambiguous = candidates(OF_DHL_OR_CDEK);
        assertThat(ambiguous.get("verdict").asString()).isEqualTo("AMBIGUOUS");
        assertThat(ambiguous.has("courier")).isFalse();
        assertThat(ambiguous.get("candidates").findValuesAsString("courier")).containsExactly("dhl", "cdek");

        assertThat(candidates(OF_A_POST_MISTYPED).get("verdict").asString()).isEqualTo("CHECK_DIGIT_WRONG");
        assertThat(candidates("HELLO-WORLD").get("verdict").asString()).isEqualTo("UNRECOGNISED");
    }

    @Test
    void candidatesWithoutANumberAreAViolation() {
        for (var query :
                new String[] {"", "?trackingNumber=", "?trackingNumber=%3F", "?trackingNumber=" + "1".repeat(51)}) {
            var problem = problem(get("orders:read", "/api/couriers/candidates" + query), 422, "validation");

            assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/trackingNumber");
        }
        get("orders:write", "/api/couriers/candidates?trackingNumber=1")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private JsonNode candidates(String number) {
        return body(get("orders:read", "/api/couriers/candidates?trackingNumber={number}", number));
    }

    private JsonNode taken(String number, String shipment) {
        return json.readTree(post("orders:write", "/api/orders")
                .header("Idempotency-Key", number)
                .bodyValue(with(number, shipment))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode refused(String shipment) {
        var number = number();
        var problem = problem(
                post("orders:write", "/api/orders/{number}/shipments", number)
                        .header("Idempotency-Key", number)
                        .bodyValue("{\"shipments\": [%s]}".formatted(shipment)),
                422,
                "validation");
        assertThat(problem.get("errors")).hasSize(1);
        return problem.at("/errors/0");
    }

    private static byte[] with(String number, String shipment) {
        return order(number, "\"shipments\": [%s],".formatted(shipment)).getBytes(UTF_8);
    }

    private void isOf(String number, String courier, String parcel) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(body(get("orders:read", "/api/orders/{number}", number))
                                .get("shipments"))
                        .anySatisfy(shipment -> {
                            assertThat(shipment.get("courier").asString()).isEqualTo(courier);
                            assertThat(shipment.get("trackingNumber").asString())
                                    .isEqualTo(parcel);
                        }));
    }
}
