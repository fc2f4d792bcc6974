package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.options;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class RoutedIT {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void webhookPassesByteForByteWithItsSignature() {
        var courier = "c" + UUID.randomUUID().toString().substring(0, 8);
        gateway.services()
                .stubFor(post(urlEqualTo("/webhooks/" + courier + "/s3cret"))
                        .willReturn(aResponse().withStatus(202)));
        var body = new byte[] {'{', (byte) 0xff, 0, '\n', '\r', ' ', '}', (byte) 0xc3};

        gateway.clientOfStubs()
                .post()
                .uri("/webhooks/{courier}/s3cret", courier)
                .header("webhook-signature", "v1,abc= v1,def=")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(202)
                .expectHeader()
                .doesNotExist("Set-Cookie")
                .expectHeader()
                .doesNotExist("Content-Security-Policy");

        var received = gateway.services()
                .findAll(postRequestedFor(urlEqualTo("/webhooks/" + courier + "/s3cret")))
                .get(0);
        assertThat(received.getBody()).isEqualTo(body);
        assertThat(received.getHeader("webhook-signature")).isEqualTo("v1,abc= v1,def=");
        assertThat(received.getHeader("content-type")).isEqualTo("application/json");
        assertThat(received.getHeader("content-length")).isEqualTo("8");
        assertThat(received.getHeader("authorization")).isNull();
    }

    @Test
    void courierIsKnownByTheAddressThatOurProxySaw() {
        var courier = "c" + UUID.randomUUID().toString().substring(0, 8);
        gateway.services()
                .stubFor(get(urlEqualTo("/webhooks/" + courier + "?pushid=1"))
                        .willReturn(aResponse().withStatus(200)));

        gateway.clientOfStubs()
                .get()
                .uri("/webhooks/{courier}?pushid=1", courier)
                .header("X-Forwarded-For", "198.51.100.9, 192.0.2.7")
                .exchange()
                .expectStatus()
                .isOk();

        var received = gateway.services()
                .findAll(getRequestedFor(urlEqualTo("/webhooks/" + courier + "?pushid=1")))
                .get(0);
        // Loopback is a proxy of ours in this test.
        assertThat(received.getHeaders().getHeader("X-Forwarded-For").values()).containsExactly("192.0.2.7");
    }

    /** Which methods a courier's address has, only the service behind us knows. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PROPFIND"})
    void methodThatACourierHasNotIsRefusedBehindUs(String method) {
        gateway.services()
                .stubFor(any(urlEqualTo("/webhooks/ups/token"))
                        .willReturn(Orders.problem(405, "method-not-allowed").withHeader("Allow", "OPTIONS,POST")));

        gateway.clientOfStubs()
                .method(HttpMethod.valueOf(method))
                .uri("/webhooks/ups/token")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "OPTIONS,POST");
    }

    @Test
    void senderOfCloudEventsMayAskWhetherItMay() {
        gateway.services()
                .stubFor(options(urlEqualTo("/webhooks/cloudevents"))
                        .willReturn(aResponse().withHeader("WebHook-Allowed-Origin", "eventemitter.example.com")));

        gateway.clientOfStubs()
                .options()
                .uri("/webhooks/cloudevents")
                .header("WebHook-Request-Origin", "eventemitter.example.com")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("WebHook-Allowed-Origin", "eventemitter.example.com");
    }

    @Test
    void shopsKeyEndsAtTheEdgeAndOursGoesOn() {
        var path = "/api/orders/" + Orders.number();
        gateway.services().stubFor(get(urlEqualTo(path)).willReturn(Orders.json("{}")));

        gateway.clientOfStubs()
                .get()
                .uri(path)
                .header("X-API-Key", RunningGateway.READ_KEY)
                .exchange()
                .expectStatus()
                .isOk();
        gateway.clientOfStubs()
                .get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + RunningGateway.READ_KEY)
                .exchange()
                .expectStatus()
                .isOk();

        var received = gateway.services().findAll(getRequestedFor(urlEqualTo(path)));
        assertThat(received).hasSize(2).allSatisfy(request -> {
            assertThat(request.getHeader("X-API-Key")).isNull();
            assertThat(request.getHeaders().toString()).doesNotContain("wmk_");
            assertThat(Tokens.claims(request.getHeader("Authorization"))).contains("\"scope\":\"orders:read\"");
        });
    }

    @Test
    void candidatesOfANumberAreAskedOfTheOrderServiceWithTheQueryAsItIs() {
        var asked = "/api/couriers/candidates?trackingNumber=1Z%205R8" + UUID.randomUUID();
        gateway.services().stubFor(get(urlEqualTo(asked)).willReturn(Orders.json("{\"verdict\": \"CLEAR\"}")));

        gateway.clientOfStubs()
                .get()
                .uri(URI.create("http://localhost:" + gateway.port() + asked))
                .header("X-API-Key", RunningGateway.READ_KEY)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.verdict")
                .isEqualTo("CLEAR");

        assertThat(gateway.services().findAll(getRequestedFor(urlEqualTo(asked))))
                .singleElement()
                .satisfies(request -> assertThat(Tokens.claims(request.getHeader("Authorization")))
                        .contains("\"scope\":\"orders:read\""));
    }

    @Test
    void keyThatMayReadMayNotWrite() {
        gateway.clientOfStubs()
                .post()
                .uri("/api/orders")
                .header("X-API-Key", RunningGateway.READ_KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("forbidden");
    }

    @Test
    void orderReachesTheOrderServiceAsItWasSentWithItsIdempotencyKey() {
        gateway.services()
                .stubFor(post(urlEqualTo("/api/orders"))
                        .willReturn(aResponse().withStatus(201).withHeader("Location", "/api/orders/10042")));
        var key = UUID.randomUUID().toString();

        gateway.clientOfStubs()
                .post()
                .uri("/api/orders")
                .header("X-API-Key", RunningGateway.WRITE_KEY)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"orderNumber\":  \"10042\"}")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .location("/api/orders/10042");

        var received = gateway.services().findAll(postRequestedFor(urlEqualTo("/api/orders"))).stream()
                .filter(request -> key.equals(request.getHeader("Idempotency-Key")))
                .toList();
        assertThat(received).hasSize(1);
        assertThat(new String(received.get(0).getBody(), UTF_8)).isEqualTo("{\"orderNumber\":  \"10042\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/couriers/dry-run", "/api/couriers/rehearsal"})
    void dryRunReachesTheIngestServiceAsItWasSent(String path) {
        gateway.services()
                .stubFor(post(urlEqualTo("/internal/couriers/dry-run"))
                        .willReturn(Orders.json("{\"outcome\":\"UNREADABLE\"}")));
        var request = "{\"courier\":\"%s\",  \"payload\":\"{}\"}".formatted(UUID.randomUUID());

        gateway.clientOfStubs()
                .post()
                .uri(path)
                .header("X-API-Key", RunningGateway.TEST_KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(request)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo("UNREADABLE");

        var received = gateway.services().findAll(postRequestedFor(urlEqualTo("/internal/couriers/dry-run"))).stream()
                .filter(one -> one.getBodyAsString().equals(request))
                .toList();
        assertThat(received).hasSize(1);
        assertThat(received.get(0).getHeader("X-API-Key")).isNull();
        assertThat(Tokens.claims(received.get(0).getHeader("Authorization")))
                .contains("\"scope\":\"couriers:test\"", "courier-ingest-service");
    }

    @Test
    void whatIsNotRoutedIsNotThere() {
        for (var path : new String[] {
            "/internal/people/resolve", "/internal/quarantine", "/api/support", "/actuator/health", "/orders/1/2/3"
        }) {
            gateway.clientOfStubs().get().uri(path).exchange().expectStatus().isNotFound();
        }
    }
}
