package dev.waymark.ingest;

import static dev.waymark.contract.TrackingEventCondition.trackingEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithService;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A header that UPS was given, a text of USPS's envelope, and what FedEx's documentation says first. */
@WithService(IngestApp.class)
class AuthenticationMethodsIT {

    private final IngestApp app;
    private final TopicReader topics;

    AuthenticationMethodsIT(IngestApp app) {
        this.app = app;
        this.topics = app.topics();
    }

    @Test
    void upsWithItsCredentialIsAnswered200() {
        post("ups", Map.of("credential", IngestApp.UPS_CREDENTIAL), Webhooks.captured("ups", "v1_1_manifest"))
                .expectStatus()
                .isEqualTo(200);

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("ups:1ZABCXYZ0112346789"));
        assertThat(TopicReader.headers(topics.one(Topics.COURIER_WEBHOOKS))).doesNotContainKey("http_credential");
    }

    @Test
    void upsWithAnotherCredentialIsRejected() {
        post("ups", Map.of("credential", "a guess"), Webhooks.captured("ups", "v1_1_manifest"))
                .expectStatus()
                .isUnauthorized();

        topics.assertNothingNew();
    }

    @Test
    void deliveryPhotoIsStoredRawAndInNoEvent() {
        var photo = "/9j/4AAQSkZJRg".repeat(200_000);
        var webhook = (ObjectNode) JsonMapper.shared().readTree(Webhooks.captured("ups", "v2_2_delivery"));
        webhook.put("deliveryPhoto", photo);
        var body = JsonMapper.shared().writeValueAsBytes(webhook);
        assertThat(body.length).isGreaterThan(2_500_000);

        post("ups", Map.of("credential", IngestApp.UPS_CREDENTIAL), body)
                .expectStatus()
                .isEqualTo(200);

        assertThat(topics.one(Topics.COURIER_WEBHOOKS).value()).isEqualTo(body);
        assertThat(new String(topics.one(Topics.TRACKING_EVENTS).value(), UTF_8))
                .contains("DELIVERED_TO_RECIPIENT")
                .doesNotContain("/9j/4AAQ", "John");
    }

    @Test
    void tooLargePhotoIsRejected() {
        post("ups", Map.of("credential", IngestApp.UPS_CREDENTIAL), new byte[(4 << 20) + 1])
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void uspsSignatureCoversTimeAndPayload() {
        var body = Webhooks.captured("usps", "subscription_push_delivered_third_party_doc");

        post("usps", Map.of("X-HMAC", "ap90TOI+se0nUPjC5Ay4L6rK0wVLykidYt+/g7zhj2U="), body)
                .expectStatus()
                .isEqualTo(200);

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("usps:9400111899562537883943"));
    }

    @Test
    void changedUspsPayloadIsRejected() {
        var body = new String(Webhooks.captured("usps", "subscription_push_delivered_third_party_doc"), UTF_8)
                .replace("9400111899562537883943", "9400111899562537883944");

        post("usps", Map.of("X-HMAC", "ap90TOI+se0nUPjC5Ay4L6rK0wVLykidYt+/g7zhj2U="), body.getBytes(UTF_8))
                .expectStatus()
                .isUnauthorized();

        topics.assertNothingNew();
    }

    @Test
    void fedexIsAnswered200ToUnmappablePayloadsToo() {
        var body = Webhooks.captured("fedex", "track_results_delivered");
        var tomorrows = Webhooks.captured("fedex", "message_of_tomorrow");

        post("fedex", Map.of("fdx-signature", Webhooks.base64Hmac(IngestApp.FEDEX_TOKEN, body)), body)
                .expectStatus()
                .isEqualTo(200);
        post("fedex", Map.of("fdx-signature", Webhooks.base64Hmac(IngestApp.FEDEX_TOKEN, tomorrows)), tomorrows)
                .expectStatus()
                .isEqualTo(200);

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("fedex:700000000024"));
        topics.one(Topics.COURIER_WEBHOOKS_QUARANTINE);
    }

    private WebTestClient.ResponseSpec post(String courier, Map<String, String> headers, byte[] body) {
        return app.http()
                .post()
                .uri("/webhooks/" + courier)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(all -> headers.forEach(all::set))
                .bodyValue(body)
                .exchange();
    }
}
