package dev.waymark.ingest;

import static dev.waymark.contract.TrackingEventCondition.trackingEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithService;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Couriers that take nothing but one status for "taken", or that never repeat what was called wrong, hear their own answers. */
@WithService(IngestApp.class)
class CourierResponsesIT {

    private static final String SECRET = IngestApp.SECRET;

    private final IngestApp app;
    private final TopicReader topics;

    CourierResponsesIT(IngestApp app) {
        this.app = app;
        this.topics = app.topics();
    }

    @Test
    void shippoAtItsSecretPathIsAnswered200() {
        var body = Webhooks.captured("shippo", "track_updated_out_for_delivery_late");

        post(app, "/webhooks/shippo/" + IngestApp.PATH, body).expectStatus().isEqualTo(200);

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("shippo:9205590000000000000017"));
    }

    @Test
    void shippoAtAWrongSecretPathIsAnswered503() {
        var body = Webhooks.captured("shippo", "track_updated_out_for_delivery_late");

        for (var address : List.of("/webhooks/shippo/AAAAAAAAAAAAAAAAAAAAAAAA", "/webhooks/shippo")) {
            post(app, address, body).expectStatus().isEqualTo(503).expectBody().isEmpty();
        }

        topics.assertNothingNew();
    }

    @Test
    void shippoWithAWrongSignatureIsAnswered503() {
        var body = Webhooks.captured("shippo", "track_updated_out_for_delivery_late");
        var now = Instant.now().getEpochSecond();
        var stale = now - 600;
        try (var signing = IngestApp.start(
                TestInfrastructure.bootstrapServers(),
                "--waymark.ingest.couriers.shippo.authentication=signature",
                "--waymark.ingest.couriers.shippo.secrets=" + SECRET)) {

            post(signing, "/webhooks/shippo", body).expectStatus().isEqualTo(503);
            post(signing, "/webhooks/shippo", body, "Shippo-Auth-Signature", shippo("guess", now, body))
                    .expectStatus()
                    .isEqualTo(503);
            post(signing, "/webhooks/shippo", body, "Shippo-Auth-Signature", shippo(SECRET, stale, body))
                    .expectStatus()
                    .isEqualTo(503);
            topics.assertNothingNew();
            post(signing, "/webhooks/shippo", body, "Shippo-Auth-Signature", shippo(SECRET, now, body))
                    .expectStatus()
                    .isEqualTo(200);
        }

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("shippo:9205590000000000000017"));
    }

    @Test
    void shippoTestIsAcceptedAndNotStored() {
        post(app, "/webhooks/shippo/" + IngestApp.PATH, Webhooks.captured("shippo", "track_updated_doc_sample"))
                .expectStatus()
                .isEqualTo(200);

        topics.assertNothingNew();
    }

    @Test
    void seventeenTrackIsAnswered200ToUnmappablePayloadsToo() {
        for (var name : List.of("push_v2_dhl_paket_available_for_pickup", "push_v2_ups_delivered_malformed_nesting")) {
            var body = Webhooks.captured("17track", name);
            post(app, "/webhooks/17track", body, "sign", Webhooks.sha256(body, "/" + SECRET))
                    .expectStatus()
                    .isEqualTo(200);
        }

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("17track:1234567890"));
        topics.one(Topics.COURIER_WEBHOOKS_QUARANTINE);
    }

    @Test
    void dhlAuthenticatesByTheHeaderItWasGiven() {
        var body = Webhooks.captured("dhl", "push_unified_delivered_third_party_test");

        post(app, "/webhooks/dhl", body, "X-Webhook-Token", "guess")
                .expectStatus()
                .isUnauthorized();
        post(app, "/webhooks/dhl", body, "X-Webhook-Token", SECRET)
                .expectStatus()
                .isEqualTo(200);

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("dhl:JD0123"));
        assertThat(TopicReader.headers(topics.one(Topics.COURIER_WEBHOOKS)).values())
                .doesNotContain(SECRET);
    }

    @Test
    void aftershipBodyIsVerifiedByteForByte() {
        var body = Webhooks.captured("aftership", "tracking_update_signed_body");
        var signature = Base64.getEncoder().encodeToString(Webhooks.hmac(SECRET.getBytes(UTF_8), body));
        var again = new String(body, UTF_8).replace(",\"ts\"", ", \"ts\"").getBytes(UTF_8);

        post(app, "/webhooks/aftership", again, "aftership-hmac-sha256", signature)
                .expectStatus()
                .isUnauthorized();
        post(app, "/webhooks/aftership", body, "aftership-hmac-sha256", signature)
                .expectStatus()
                .isAccepted();

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("aftership:123456789"));
    }

    private static String shippo(String secret, long timestamp, byte[] body) {
        var signed = Webhooks.hmac(secret.getBytes(UTF_8), (timestamp + ".").getBytes(UTF_8), body);
        return "t=%d,v1=%s".formatted(timestamp, HexFormat.of().formatHex(signed));
    }

    private static WebTestClient.ResponseSpec post(IngestApp app, String address, byte[] body, String... header) {
        return app.http()
                .post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> set(headers, header))
                .bodyValue(body)
                .exchange();
    }

    private static void set(HttpHeaders headers, String[] nameAndValue) {
        if (nameAndValue.length == 2) {
            headers.set(nameAndValue[0], nameAndValue[1]);
        }
    }
}
