package dev.waymark.ingest;

import static dev.waymark.contract.TrackingEventCondition.trackingEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Couriers that ask before they send, and couriers that want to hear a certain answer, at the real door. */
@WithService(IngestApp.class)
class HandshakesIT {

    private static final String OZON = "/webhooks/ozon/" + IngestApp.PATH;
    private static final String EPCIS = "/webhooks/epcis/" + IngestApp.PATH;
    private static final String CLOUD_EVENTS = "/webhooks/cloudevents";
    private static final String OZONS_ADDRESS = "192.0.2.7";

    private final IngestApp app;
    private final TopicReader topics;

    HandshakesIT(IngestApp app) {
        this.app = app;
        this.topics = app.topics();
    }

    @Test
    void ozonIsAnsweredWithResultTrue() {
        postOzon("type_state_changed", OZONS_ADDRESS)
                .expectStatus()
                .isEqualTo(200)
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody(String.class)
                .isEqualTo("{\"result\":true}");

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("ozon:24219509-0020-2"));
    }

    @Test
    void ozonPingIsAnsweredWithVersionNameAndTimeAndNotStored() {
        var answer = postOzon("type_ping", OZONS_ADDRESS)
                .expectStatus()
                .isEqualTo(200)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        var said = JsonMapper.shared().readTree(answer);
        assertThat(said.propertyNames()).containsExactly("version", "name", "time");
        assertThat(Duration.between(Instant.parse(said.at("/time").asString()), Instant.now()))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        topics.assertNothingNew();
    }

    @Test
    void ozonChatMessageIsAcceptedAndNotStored() {
        postOzon("type_new_message", OZONS_ADDRESS)
                .expectStatus()
                .isEqualTo(200)
                .expectBody(String.class)
                .isEqualTo("{\"result\":true}");

        topics.assertNothingNew();
    }

    @Test
    void forgedOzonWebhookIsRejectedInOzonsFormat() {
        postOzon("type_state_changed", "198.51.100.7")
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error.code")
                .isEqualTo("ERROR_UNKNOWN")
                .jsonPath("$.error.message")
                .isNotEmpty();

        topics.assertNothingNew();
    }

    @Test
    void structuredCloudEventIsAccepted() {
        postEvents("structured_history").expectStatus().isAccepted();

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().withCheckpoints(2));
    }

    @Test
    void cloudEventsBatchBecomesOneRecordPerShipment() {
        postEvents("batch").expectStatus().isAccepted();

        assertThat(topics.on(Topics.TRACKING_EVENTS))
                .hasOnly(List.of(
                        trackingEvent().of("cloudevents:CE-1001"),
                        trackingEvent().of("cloudevents:CE-1004")));
    }

    @Test
    void binaryCloudEventIsStoredWithItsHeaders() {
        postEvents("binary_single").expectStatus().isAccepted();

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("cloudevents:CE-1005"));
        assertThat(TopicReader.headers(topics.one(Topics.COURIER_WEBHOOKS)))
                .containsEntry("http_ce-id", "n-%E2%82%AC-1")
                .containsEntry("http_ce-time", "2026-11-23T08:59:30+03:00");
    }

    @Test
    void binaryCloudEventWithoutDataIsStored() {
        postEvents("binary_without_data").expectStatus().isAccepted();

        assertThat(topics.one(Topics.COURIER_WEBHOOKS).value()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+xml", "application/cloudevents+avro", "text/plain"})
    void cloudEventInAnotherFormatThanJsonIsRejected(String type) {
        post(CLOUD_EVENTS, "{}".getBytes(UTF_8), headers -> headers.set(HttpHeaders.CONTENT_TYPE, type))
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void cloudEventsHandshakeAllowsTheOrigin() {
        options(CLOUD_EVENTS, "eventemitter.example.com")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("WebHook-Allowed-Origin", "eventemitter.example.com")
                .expectHeader()
                .valueEquals("WebHook-Allowed-Rate", "*")
                .expectHeader()
                .valueMatches("Allow", ".*POST.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void otherMethodIsRejected(String method) {
        app.http()
                .method(HttpMethod.valueOf(method))
                .uri(CLOUD_EVENTS)
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("Allow")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("method-not-allowed");
    }

    /** By whatever method it is asked. */
    @ParameterizedTest
    @CsvSource({CLOUD_EVENTS + ", POST", "/webhooks/inpost, GET|POST", EPCIS + ", POST", "/webhooks/ups/token, POST"})
    void addressNamesOneListOfItsMethods(String address, String methods) {
        var named = Stream.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")
                .map(method -> app.http()
                        .method(HttpMethod.valueOf(method))
                        .uri(address)
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseHeaders()
                        .getAllow())
                .filter(allow -> !allow.isEmpty())
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(4)
                .allSatisfy(allow -> assertThat(allow)
                        .extracting(HttpMethod::name)
                        .containsExactlyInAnyOrder((methods + "|OPTIONS").split("\\|", -1)));
    }

    @Test
    void handshakeWithoutAnOriginAllowsNothing() {
        options(CLOUD_EVENTS, null).expectStatus().isOk().expectHeader().doesNotExist("WebHook-Allowed-Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {OZON, "/webhooks/inpost"})
    void courierWithoutTheHandshakeOnlyNamesItsMethods(String address) {
        options(address, "eventemitter.example.com")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Allow", ".*POST, OPTIONS")
                .expectHeader()
                .doesNotExist("WebHook-Allowed-Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/pigeon-post", CLOUD_EVENTS + "/" + IngestApp.PATH})
    void handshakeAtAnotherAddressIsUnknown(String address) {
        options(address, "eventemitter.example.com")
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .doesNotExist("WebHook-Allowed-Origin")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("courier-unknown");
    }

    @Test
    void courierThatChecksItsAddressByGetIsAnswered200() {
        app.http().get().uri("/webhooks/inpost").exchange().expectStatus().isEqualTo(200);

        topics.assertNothingNew();
    }

    @Test
    void getAtACourierThatOnlyPostsIsRejected() {
        app.http().get().uri(EPCIS).exchange().expectStatus().isEqualTo(405);
    }

    @Test
    void documentOfSeveralShipmentsBecomesOneRecordEach() {
        post(
                        EPCIS,
                        Webhooks.captured("epcis", "parcels_in_all_spellings"),
                        headers -> headers.set(HttpHeaders.CONTENT_TYPE, "application/ld+json"))
                .expectStatus()
                .isEqualTo(200);

        assertThat(topics.on(Topics.TRACKING_EVENTS))
                .hasOnly(List.of(
                        trackingEvent().of("epcis:106141412345678908"),
                        trackingEvent().of("epcis:040123450000000177")));
    }

    @Test
    void problemDocumentInPlaceOfEventsIsStored() {
        post(
                        EPCIS,
                        Webhooks.captured("epcis", "problem"),
                        headers -> headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON))
                .expectStatus()
                .isEqualTo(200);

        topics.one(Topics.COURIER_WEBHOOKS);
    }

    @Test
    void tooLargeDocumentIsAnswered413() {
        post(EPCIS, new byte[256 * 1024 + 1], headers -> headers.setContentType(MediaType.APPLICATION_JSON))
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void inpostTimestampedSignatureIsAcceptedWhenConfigured() {
        var body = Webhooks.captured("inpost", "delivered_to_a_locker");
        var now = Instant.now().toString();

        postInPost(body, now, Webhooks.base64Hmac(IngestApp.INPOST_KEY, (now + ".").getBytes(UTF_8), body))
                .expectStatus()
                .isEqualTo(200);

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("inpost:120000018332540090213376"));
    }

    @Test
    void inpostBodySignatureIsRejectedWhenAnotherMethodIsConfigured() {
        var body = Webhooks.captured("inpost", "delivered_to_a_locker");

        postInPost(body, Instant.now().toString(), Webhooks.base64Hmac(IngestApp.INPOST_KEY, body))
                .expectStatus()
                .isUnauthorized();

        topics.assertNothingNew();
    }

    private WebTestClient.ResponseSpec postOzon(String name, String from) {
        return post(OZON, Webhooks.captured("ozon", name), headers -> {
            headers.setContentType(MediaType.APPLICATION_JSON);
            headers.set("X-Forwarded-For", from);
        });
    }

    private WebTestClient.ResponseSpec postEvents(String name) {
        var body = Webhooks.captured("cloudevents", name);
        var timestamp = Instant.now().getEpochSecond();
        return post(CLOUD_EVENTS, body, headers -> {
            Webhooks.capturedHeaders("cloudevents", name).forEach(headers::set);
            headers.set("webhook-id", "msg_1");
            headers.set("webhook-timestamp", String.valueOf(timestamp));
            headers.set(
                    "webhook-signature",
                    Webhooks.standardSignature(IngestApp.WAYMARK_SECRET, "msg_1", timestamp, body));
        });
    }

    private WebTestClient.ResponseSpec postInPost(byte[] body, String timestamp, String signature) {
        return post("/webhooks/inpost", body, headers -> {
            headers.setContentType(MediaType.APPLICATION_JSON);
            headers.set("x-inpost-timestamp", timestamp);
            headers.set("x-inpost-signature", signature);
        });
    }

    private WebTestClient.ResponseSpec post(String path, byte[] body, Consumer<HttpHeaders> headers) {
        return app.http().post().uri(path).headers(headers).bodyValue(body).exchange();
    }

    private WebTestClient.ResponseSpec options(String path, String origin) {
        return app.http()
                .method(HttpMethod.OPTIONS)
                .uri(path)
                .headers(headers -> {
                    if (origin != null) {
                        headers.set("WebHook-Request-Origin", origin);
                    }
                })
                .exchange();
    }
}
