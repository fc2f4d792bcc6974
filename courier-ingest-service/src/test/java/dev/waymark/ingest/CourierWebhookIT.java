package dev.waymark.ingest;

import static dev.waymark.contract.TrackingEventCondition.trackingEvent;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Topics;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithService;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks over HTTP, read back from the topics. */
@WithService(IngestApp.class)
class CourierWebhookIT {

    private static final String PATH = "/webhooks/cdek/" + IngestApp.CDEK_PATH;

    private final IngestApp app;
    private final TopicReader topics;

    CourierWebhookIT(IngestApp app) {
        this.app = app;
        this.topics = app.topics();
    }

    @Test
    void easypostWebhookBecomesOneEventWithItsWholeHistory() {
        var body = Webhooks.captured("easypost", "tracker_updated_event");

        postEasypost(body, Webhooks.easypostSignature(IngestApp.EASYPOST_SECRET, body))
                .expectStatus()
                .isAccepted();

        assertThat(topics.on(Topics.TRACKING_EVENTS))
                .hasOne(trackingEvent().of("easypost:1").withCheckpoints(7));
    }

    @Test
    void cdekIsAnswered200WithoutABody() {
        post(PATH, Webhooks.captured("cdek", "order_status"), json -> {})
                .expectStatus()
                .isEqualTo(200);

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("cdek:1100285492"));
    }

    @Test
    void waymarksOwnFormatIsAcceptedWithItsSignature() {
        var body = Webhooks.captured("waymark", "history");

        postWaymark(body, Instant.now()).expectStatus().isAccepted();

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("waymark:WM-1001"));
    }

    @Test
    void rawWebhookIsStoredByteForByteWithItsSignatureHeadersOnly() {
        var body = Webhooks.captured("easypost", "tracker_updated_event");
        var signature = Webhooks.easypostSignature(IngestApp.EASYPOST_SECRET, body);

        postEasypost(body, signature).expectStatus().isAccepted();

        var raw = topics.one(Topics.COURIER_WEBHOOKS);
        assertThat(raw.value()).isEqualTo(body);
        assertThat(raw.key()).isEqualTo("easypost");
        assertThat(TopicReader.headers(raw))
                .containsEntry("http_x-hmac-signature", signature)
                .containsEntry("http_content-type", MediaType.APPLICATION_JSON_VALUE)
                .containsOnlyKeys(
                        "waymark_raw_id", "waymark_received_at", "http_x-hmac-signature", "http_content-type");
    }

    @Test
    void eventIsInACloudEventsEnvelopeUnderItsShipmentsKey() {
        post(PATH, Webhooks.captured("cdek", "order_status"), json -> {})
                .expectStatus()
                .isOk();

        var record = topics.one(Topics.TRACKING_EVENTS);
        assertThat(record.key()).isEqualTo("cdek:1100285492");
        assertThat(TopicReader.headers(record))
                .containsEntry("ce_type", TrackingEvent.TYPE)
                .containsEntry("ce_source", "/couriers/cdek");
    }

    @Test
    void repeatedWebhookHasTheSameIds() {
        var body = Webhooks.captured("waymark", "collection");

        postWaymark(body, Instant.now()).expectStatus().isAccepted();
        postWaymark(body, Instant.now().plusSeconds(30)).expectStatus().isAccepted();

        var events = topics.all(Topics.TRACKING_EVENTS, 2).stream()
                .map(CourierWebhookIT::event)
                .toList();
        assertThat(events.get(0).id()).isEqualTo(events.get(1).id());
        assertThat(events.get(0).checkpoints()).isEqualTo(events.get(1).checkpoints());
    }

    @ParameterizedTest
    @ValueSource(longs = {-600, 600})
    void webhookSignedOutsideTheReplayWindowIsRejected(long seconds) {
        postWaymark(Webhooks.captured("waymark", "history"), Instant.now().plusSeconds(seconds))
                .expectStatus()
                .isUnauthorized();

        topics.assertNothingNew();
    }

    @Test
    void forgedWebhookLeavesNoTraceButAMetric() {
        var body = Webhooks.captured("easypost", "tracker_updated_event");

        postEasypost(body, Webhooks.easypostSignature("not the secret", body))
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists(HttpHeaders.WWW_AUTHENTICATE)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("webhook-unproven");

        topics.assertNothingNew();
    }

    @Test
    void webhookWithoutASignatureIsRejected() {
        post("/webhooks/easypost", Webhooks.captured("easypost", "tracker_updated_event"), json -> {})
                .expectStatus()
                .isUnauthorized();

        topics.assertNothingNew();
    }

    @Test
    void previousSecretIsStillAccepted() {
        var body = Webhooks.captured("easypost", "tracker_updated_event");

        postEasypost(body, Webhooks.easypostSignature(IngestApp.EASYPOST_PREVIOUS_SECRET, body))
                .expectStatus()
                .isAccepted();
    }

    @Test
    void wrongSecretPathIsAnsweredAsAnUnknownCourier() {
        var body = Webhooks.captured("cdek", "order_status");

        var wrongPath = problem("/webhooks/cdek/AAAAAAAAAAAAAAAAAAAAAAAA", body);
        var noPath = problem("/webhooks/cdek", body);
        var unknown = problem("/webhooks/pigeon-post", body);

        assertThat(wrongPath).isEqualTo(unknown).isEqualTo(noPath).contains("courier-unknown");
        topics.assertNothingNew();
    }

    @Test
    void bodyPastTheLimitIsRejected() {
        post(PATH, new byte[256 * 1024 + 1], json -> {}).expectStatus().isEqualTo(413);

        topics.assertNothingNew();
    }

    @Test
    void otherThanJsonIsRejected() {
        post(PATH, "a=b".getBytes(UTF_8), form -> form.setContentType(MediaType.APPLICATION_FORM_URLENCODED))
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void compressedBodyIsRejected() {
        post(PATH, Webhooks.captured("cdek", "order_status"), zip -> zip.set(HttpHeaders.CONTENT_ENCODING, "gzip"))
                .expectStatus()
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "", "{\"type\":", "{\"type\":\"COURIER_INFO\"}", "\ufeff{}", "[1,2]", "7"})
    void unmappableAuthenticPayloadIsAcceptedAndQuarantined(String body) {
        post(PATH, body.getBytes(UTF_8), json -> {}).expectStatus().isOk();

        var kept = topics.one(Topics.COURIER_WEBHOOKS_QUARANTINE);
        assertThat(kept.value()).isEqualTo(body.getBytes(UTF_8));
        assertThat(TopicReader.headers(kept)).containsKey("waymark_reason");
    }

    @Test
    void payloadNestedTooDeepIsQuarantined() {
        post(PATH, "[".repeat(5_000).getBytes(UTF_8), json -> {}).expectStatus().isOk();

        topics.one(Topics.COURIER_WEBHOOKS_QUARANTINE);
    }

    /** A JSON reader may take the bytes C0 and B1 for a 1, and read UTF-16: another number than the courier's signature is over. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void authenticPayloadThatIsNotUtf8IsQuarantinedAsItCame(Charset charset) {
        var captured = new String(Webhooks.captured("cdek", "order_status"), UTF_8);
        var body = charset.equals(UTF_8)
                ? captured.replaceFirst("\"cdek_number\"\\s*:\\s*\"", "$0\u00c0\u00b1")
                        .getBytes(ISO_8859_1)
                : captured.getBytes(charset);

        post(PATH, body, json -> {}).expectStatus().isOk();

        assertThat(topics.one(Topics.COURIER_WEBHOOKS_QUARANTINE).value()).isEqualTo(body);
    }

    @Test
    void ignoredMessageIsAcceptedAndNotStored() {
        post(PATH, Webhooks.captured("cdek", "print_form"), json -> {})
                .expectStatus()
                .isOk();

        topics.assertNothingNew();
    }

    @Test
    void messageWithoutATrackingNumberIsStoredRaw() {
        post(PATH, Webhooks.captured("cdek", "order_modified"), json -> {})
                .expectStatus()
                .isOk();

        topics.one(Topics.COURIER_WEBHOOKS);
    }

    @Test
    void unknownCodeIsPublishedUnmappedAndCounted() {
        post(PATH, Webhooks.captured("cdek", "order_status_code_of_tomorrow"), json -> {})
                .expectStatus()
                .isOk();

        assertThat(app.meters().unmapped("cdek", "TAKEN_BY_DRONE")).isEqualTo(1);
    }

    private static TrackingEvent event(org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> record) {
        return new JsonMapper().readValue(record.value(), TrackingEvent.class);
    }

    private String problem(String path, byte[] body) {
        var answer = post(path, body, json -> {})
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return answer.replaceAll("\"(traceId|instance)\":\"[^\"]*\"", "");
    }

    private WebTestClient.ResponseSpec postEasypost(byte[] body, String signature) {
        return post("/webhooks/easypost", body, headers -> headers.set("X-Hmac-Signature", signature));
    }

    private WebTestClient.ResponseSpec postWaymark(byte[] body, Instant attemptedAt) {
        var timestamp = attemptedAt.getEpochSecond();
        return post("/webhooks/waymark", body, headers -> {
            headers.set("webhook-id", "msg_1");
            headers.set("webhook-timestamp", String.valueOf(timestamp));
            headers.set(
                    "webhook-signature",
                    Webhooks.standardSignature(IngestApp.WAYMARK_SECRET, "msg_1", timestamp, body));
        });
    }

    private WebTestClient.ResponseSpec post(String path, byte[] body, Consumer<HttpHeaders> headers) {
        return app.http()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers)
                .bodyValue(body)
                .exchange();
    }
}
