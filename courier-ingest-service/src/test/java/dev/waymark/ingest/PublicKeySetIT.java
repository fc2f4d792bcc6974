package dev.waymark.ingest;

import static dev.waymark.contract.TrackingEventCondition.trackingEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import dev.waymark.contract.Topics;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.junit.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** ShipEngine signs with keys that it publishes: they come, change and go, and so does the server they are fetched from. */
class PublicKeySetIT {

    /** A little more than a set is asked for again after. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(31);

    /** A little more than a set is believed without being asked for again. */
    private static final Duration RENEWED = Duration.ofMinutes(61);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-23T09:00:00Z"));
    private static final KeyServer KEYS = new KeyServer();
    private static final Signer FIRST = new Signer();

    private static IngestApp app;
    private static TopicReader topics;

    @BeforeAll
    static void start() {
        KEYS.publish(FIRST.published());
        app = IngestApp.start(
                TestInfrastructure.bootstrapServers(),
                CLOCK,
                "--waymark.ingest.couriers.shipengine.key-set=" + KEYS.address(),
                // A broker that has just started on a busy machine may need longer than a courier would wait.
                "--spring.kafka.producer.properties.request.timeout.ms=20000",
                "--spring.kafka.producer.properties.delivery.timeout.ms=25000");
        // Before any webhook: a courier that is asked to repeat does so two hours later.
        await().atMost(PATIENCE).until(KEYS::isAsked);
        topics = app.topics();
    }

    @AfterAll
    static void stop() {
        app.close();
        KEYS.close();
    }

    @BeforeEach
    void readMeters() {
        app.beforeTest();
        CLOCK.advance(ASKED_AGAIN);
    }

    @AfterEach
    void receivedEqualsCompleted() {
        app.afterTest();
    }

    @Test
    void unknownKeyIsFetchedAndTheNextAttemptIsAccepted() {
        var signer = new Signer();
        KEYS.publish(signer.published());

        post(signer)
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("key-not-cached");
        topics.assertNothingNew();

        await().atMost(PATIENCE).until(() -> status(post(signer)) == 200);
        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of("shipengine:383369XXX473"));
    }

    @Test
    void keyOutsideTheFetchedSetIsRejected() {
        var forger = new Signer();
        KEYS.publish(new Signer().published());

        assertThat(status(post(forger))).isEqualTo(503);

        await().atMost(PATIENCE).until(() -> status(post(forger)) == 401);
        var asked = KEYS.asked();
        assertThat(status(post(forger))).isEqualTo(401);
        assertThat(KEYS.asked()).isEqualTo(asked);
        topics.assertNothingNew();
    }

    @Test
    void knownKeysStayValidWhileTheKeyServerIsUnavailable() {
        var signer = known(new Signer());
        var next = new Signer();

        KEYS.goAway();
        CLOCK.advance(RENEWED);

        assertThat(status(post(signer))).isEqualTo(200);
        assertThat(status(post(signer))).isEqualTo(200);
        assertThat(status(post(next))).isEqualTo(503);
        CLOCK.advance(ASKED_AGAIN);
        assertThat(status(post(next))).isEqualTo(503);

        KEYS.comeBack();
        KEYS.publish(signer.published(), next.published());
        CLOCK.advance(ASKED_AGAIN);
        await().atMost(PATIENCE).until(() -> status(post(next)) == 200);
    }

    @Test
    void emptyKeySetRevokesNothing() {
        var signer = known(new Signer());

        KEYS.publish();
        CLOCK.advance(RENEWED);
        var asked = KEYS.asked();

        assertThat(status(post(signer))).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> KEYS.asked() > asked);
        assertThat(status(post(signer))).isEqualTo(200);
    }

    @Test
    void rotatedKeyIsAcceptedAndTheOldOneRejected() {
        var old = known(new Signer());
        var next = new Signer();

        KEYS.publish(old.published(), next.published());
        CLOCK.advance(ASKED_AGAIN);
        await().atMost(PATIENCE).until(() -> status(post(next)) == 200);
        assertThat(status(post(old))).isEqualTo(200);

        KEYS.publish(next.published());
        CLOCK.advance(RENEWED);
        await().atMost(PATIENCE).until(() -> status(post(old)) == 401);
        assertThat(status(post(next))).isEqualTo(200);
    }

    @Test
    void encryptionKeyVerifiesNothing() {
        var signer = new Signer();
        var encrypting = new RSAKey.Builder(signer.published().toRSAKey())
                .keyUse(KeyUse.ENCRYPTION)
                .build();
        KEYS.publish(encrypting, new Signer().published());

        assertThat(status(post(signer))).isEqualTo(503);

        await().atMost(PATIENCE).until(() -> status(post(signer)) == 401);
        topics.assertNothingNew();
    }

    @Test
    void signatureOfAnotherTimeOrBodyOrKeyIsRejected() {
        var signer = known(new Signer());
        var now = CLOCK.instant();

        assertThat(status(post(headers -> sign(headers, signer, now.minusSeconds(301)))))
                .isEqualTo(401);
        assertThat(status(post(headers -> {
                    sign(headers, signer, now);
                    headers.set("x-shipengine-timestamp", now.plusSeconds(1).toString());
                })))
                .isEqualTo(401);
        assertThat(status(post(headers -> {
                    sign(headers, new Signer(), now);
                    headers.set("x-shipengine-rsa-sha256-key-id", signer.id());
                })))
                .isEqualTo(401);
        assertThat(status(post(headers -> {
                    sign(headers, signer, now);
                    headers.remove("x-shipengine-rsa-sha256-key-id");
                })))
                .isEqualTo(401);
        topics.assertNothingNew();
    }

    private static Signer known(Signer signer) {
        KEYS.publish(signer.published());
        await().atMost(PATIENCE).until(() -> status(post(signer)) == 200);
        topics.all(Topics.TRACKING_EVENTS, 1);
        topics.skipExistingRecords();
        return signer;
    }

    private static WebTestClient.ResponseSpec post(Signer signer) {
        return post(headers -> sign(headers, signer, CLOCK.instant()));
    }

    private static void sign(HttpHeaders headers, Signer signer, Instant at) {
        headers.set("x-shipengine-timestamp", at.toString());
        headers.set("x-shipengine-rsa-sha256-key-id", signer.id());
        headers.set("x-shipengine-rsa-sha256-signature", signer.sign(at + ".", body()));
    }

    private static WebTestClient.ResponseSpec post(Consumer<HttpHeaders> headers) {
        return app.http()
                .post()
                .uri("/webhooks/shipengine")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers)
                .bodyValue(body())
                .exchange();
    }

    private static int status(WebTestClient.ResponseSpec answer) {
        return answer.expectBody().returnResult().getStatus().value();
    }

    private static byte[] body() {
        return Webhooks.captured("shipengine", "v2_fedex_delivered");
    }

    /** Whoever holds one of the courier's private keys. */
    private record Signer(String id, KeyPair keys) {

        Signer() {
            this("key-" + UUID.randomUUID(), RsaKeys.next());
        }

        JWK published() {
            return new RSAKey.Builder((RSAPublicKey) keys.getPublic()).keyID(id).build();
        }

        String sign(String before, byte[] body) {
            try {
                var signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(keys.getPrivate());
                signature.update(before.getBytes(UTF_8));
                signature.update(body);
                return Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Where the courier publishes its keys. */
    private static final class KeyServer {

        private final AtomicInteger asked = new AtomicInteger();
        private volatile String published = "";
        private HttpServer server = listening(0);
        private final int port = server.getAddress().getPort();

        String address() {
            return "http://127.0.0.1:" + port + "/jwks";
        }

        void publish(JWK... keys) {
            published = new JWKSet(Arrays.asList(keys)).toString();
        }

        boolean isAsked() {
            return asked.get() > 0;
        }

        int asked() {
            return asked.get();
        }

        /** With every connection that was open. */
        void goAway() {
            server.stop(0);
        }

        void comeBack() {
            server = listening(port);
        }

        void close() {
            server.stop(0);
        }

        private HttpServer listening(int at) {
            try {
                var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
                listening.createContext("/jwks", exchange -> {
                    asked.incrementAndGet();
                    var answer = published.getBytes(UTF_8);
                    exchange.getResponseHeaders().set("content-type", "application/json");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
                listening.start();
                return listening;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
