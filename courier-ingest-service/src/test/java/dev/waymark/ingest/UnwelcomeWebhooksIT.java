package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.TestInfrastructure;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Webhooks that come again, are forged, or never end. */
class UnwelcomeWebhooksIT {

    private static final IngestApp APP = IngestApp.start(
            TestInfrastructure.bootstrapServers(),
            "--waymark.ingest.webhook.remembered=1000",
            "--waymark.ingest.couriers.shippo.path=" + IngestApp.PATH,
            "--waymark.web.connections.header-timeout=2s");

    private final String address = address();

    @AfterAll
    static void stop() {
        APP.close();
    }

    @BeforeEach
    void nothingIsNew() {
        APP.beforeTest();
    }

    @Test
    void signedBodyThatIsKeptIsTakenAgainAndNotKeptAgain() {
        var body = body();
        var signature = Webhooks.easypostSignature(IngestApp.EASYPOST_SECRET, body);

        easypost(address, body, signature).expectStatus().isAccepted();
        APP.topics().all(Topics.COURIER_WEBHOOKS, 1);
        APP.topics().skipExistingRecords();
        for (var i = 0; i < 5; i++) {
            easypost(address(), body, signature).expectStatus().isAccepted();
        }

        APP.topics().assertNothingNew();
        APP.afterTest();
    }

    @Test
    void bodyBehindASecretPathIsNotKeptTwiceAndAnotherOneIs() {
        var first = new String(Webhooks.captured("cdek", "order_status"), UTF_8);
        var second = first.replace("1100285492", "1100285493");

        cdek(first).expectStatus().isOk();
        cdek(first).expectStatus().isOk();
        cdek(second).expectStatus().isOk();

        assertThat(APP.topics().all(Topics.TRACKING_EVENTS, 2))
                .extracting(record -> record.key())
                .containsExactlyInAnyOrder("cdek:1100285492", "cdek:1100285493");
        APP.topics().skipExistingRecords();
        cdek(second).expectStatus().isOk();
        APP.topics().assertNothingNew();
    }

    @Test
    void whoForgesIsToldToWaitAndOthersAreNot() {
        for (var i = 0; i < 60; i++) {
            easypost(address, body(), "forged").expectStatus().isUnauthorized();
        }

        easypost(address, body(), "forged")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "60")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("too-many-requests");
        easypost(address(), body(), "forged").expectStatus().isUnauthorized();
        APP.afterTest();
    }

    @Test
    void ipv6NetworkIsOneForger() {
        var network = "2001:db8:%x:%x:".formatted(random(), random());
        for (var i = 0; i < 60; i++) {
            easypost(network + ":" + i, body(), "forged").expectStatus().isUnauthorized();
        }

        easypost(network + "ffff::1", body(), "forged").expectStatus().isEqualTo(429);
    }

    /** The first that ever comes from there, of the courier that was forged and of another one. (issue 10, S6) */
    @Test
    void courierBehindTheAddressOfAForgerIsNotLimited() {
        for (var i = 0; i < 62; i++) {
            easypost(address, body(), "forged");
        }

        var body = body();
        easypost(address, body, Webhooks.easypostSignature(IngestApp.EASYPOST_SECRET, body))
                .expectStatus()
                .isAccepted();
        post(address, "/webhooks/cdek/wrong-" + IngestApp.CDEK_PATH, "{}".getBytes(UTF_8), null)
                .expectStatus()
                .isNotFound();
        cdek(address, new String(Webhooks.captured("cdek", "order_status"), UTF_8))
                .expectStatus()
                .isOk();
        easypost(address, body(), "forged").expectStatus().isEqualTo(429);
        APP.afterTest();
    }

    @Test
    void guessedSecretPathsCountAndACourierThatNeverRepeatsIsToldToComeAgain() {
        for (var i = 0; i < 61; i++) {
            post(address, "/webhooks/shippo/" + "A".repeat(20 + i), "{}".getBytes(UTF_8), null)
                    .expectStatus()
                    .isEqualTo(503);
            post(address, "/webhooks/cdek/" + "A".repeat(20 + i), "{}".getBytes(UTF_8), null)
                    .expectStatus()
                    .isEqualTo(i < 60 ? 404 : 429);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local.server.port", "local.management.port"})
    void headersThatDoNotEndAreEnded(String port) throws IOException {
        try (var client = new Socket("localhost", APP.port(port))) {
            client.setSoTimeout(30_000);
            client.getOutputStream().write("POST /webhooks/easypost HTTP/1.1\r\nhost: a\r\nx-drip: ".getBytes(UTF_8));

            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 408");
        }
    }

    private static byte[] body() {
        return new String(Webhooks.captured("easypost", "tracker_updated_event"), UTF_8)
                .replace("\"1\"", "\"EZ" + ThreadLocalRandom.current().nextLong(1L << 60) + "\"")
                .getBytes(UTF_8);
    }

    private static String address() {
        return "198.%d.%d.%d".formatted(18 + random() % 2, random() % 256, random() % 256);
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(0x10000);
    }

    private static WebTestClient.ResponseSpec easypost(String address, byte[] body, String signature) {
        return post(address, "/webhooks/easypost", body, signature);
    }

    private WebTestClient.ResponseSpec cdek(String body) {
        return cdek(address, body);
    }

    private static WebTestClient.ResponseSpec cdek(String address, String body) {
        return post(address, "/webhooks/cdek/" + IngestApp.CDEK_PATH, body.getBytes(UTF_8), null);
    }

    private static WebTestClient.ResponseSpec post(
            String address, String path, byte[] body, @org.jspecify.annotations.Nullable String signature) {
        return APP.http()
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Forwarded-For", address)
                .headers(headers -> {
                    if (signature != null) {
                        headers.set("X-Hmac-Signature", signature);
                    }
                })
                .bodyValue(body)
                .exchange();
    }
}
