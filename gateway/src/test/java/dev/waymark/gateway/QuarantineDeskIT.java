package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.signin.SessionPrincipal;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

/** The desk's way to what nobody could read: as JSON, and as pages whose forms bear their token. */
class QuarantineDeskIT {

    private final RunningGateway gateway = RunningGateway.shared();
    private final String courier = "c" + UUID.randomUUID().toString().substring(0, 8);
    private final String rawId = UUID.randomUUID().toString().replace("-", "");
    private final WebTestClient operator = gateway.client()
            .mutate()
            .defaultCookie("waymark", gateway.signedIn("p-desk", SessionPrincipal.Role.SUPPORT))
            .build();

    @Test
    void listIsAskedForWithItsPurposeAndComesAsItIs() {
        listed();

        operator.get()
                .uri("/api/support/quarantine?courier={courier}&cursor={cursor}&limit=7", courier, "2026~a&b")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.entries[0].rawId")
                .isEqualTo(rawId)
                .jsonPath("$.couriers['%s']".formatted(courier))
                .isEqualTo(1);

        var asked = gateway.services()
                .findAll(getRequestedFor(urlPathEqualTo("/internal/quarantine"))
                        .withQueryParam("courier", equalTo(courier))
                        .withQueryParam("cursor", equalTo("2026~a&b"))
                        .withQueryParam("limit", equalTo("7")));
        assertThat(asked).hasSize(1);
        assertThat(Tokens.claims(asked.get(0).getHeader("Authorization")))
                .contains("\"scope\":\"quarantine:read\"", "courier-ingest-service");
    }

    @Test
    void whatIngestDoesNotKnowIsNotFoundHereToo() {
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/quarantine/" + rawId))
                        .willReturn(Orders.problem(404, "quarantined-unknown")));
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/couriers/" + courier + "/shadow"))
                        .willReturn(Orders.problem(404, "shadow-absent")));

        refused("/api/support/quarantine/" + rawId, HttpStatus.NOT_FOUND, "quarantined-unknown");
        refused("/api/support/couriers/" + courier + "/shadow", HttpStatus.NOT_FOUND, "shadow-absent");
        refused("/api/support/quarantine?limit=1000", HttpStatus.UNPROCESSABLE_CONTENT, "validation");
    }

    @Test
    void replayTakesJsonWhichNoFormOfAnotherSiteCanSend() {
        replayed();

        operator.post()
                .uri("/api/support/quarantine/{id}/replay", rawId)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        assertThat(replays()).isZero();

        operator.post()
                .uri("/api/support/quarantine/{id}/replay", rawId)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo("PUBLISHED");
        assertThat(replays()).isEqualTo(1);
    }

    @Test
    void allOfACourierAreReplayedByOneCall() {
        gateway.services()
                .stubFor(post(urlPathEqualTo("/internal/quarantine/replay"))
                        .withQueryParam("courier", equalTo(courier))
                        .willReturn(Orders.json(all())));

        operator.post()
                .uri("/api/support/quarantine/replay")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"courier\":\"%s\"}".formatted(courier))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.published")
                .isEqualTo(2);
        operator.post()
                .uri("/api/support/quarantine/replay")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void deskLeadsToTheListAndTheListToTheWebhookAndItsButtonReadsIt() {
        listed();
        shown();
        replayed();

        assertThat(page("/support").select("a[href=/support/quarantine]")).hasSize(1);
        var list = page("/support/quarantine?courier=" + courier);
        assertThat(list.select("a[href=/support/quarantine/" + rawId + "]")).hasSize(1);
        assertThat(list.select("form[action=/support/quarantine] input[name=courier]")
                        .attr("value"))
                .isEqualTo(courier);
        var form = page("/support/quarantine/" + rawId).expectFirst("form[action=/support/quarantine/" + rawId + "]");

        var answered = operator.post()
                .uri("/support/quarantine/{id}", rawId)
                .accept(MediaType.TEXT_HTML)
                .body(BodyInserters.fromFormData(
                        "_csrf", form.expectFirst("input[name=_csrf]").attr("value")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(Jsoup.parse(answered).select("[role=status]").text()).contains("2");
        assertThat(replays()).isEqualTo(1);
    }

    @Test
    void formWithoutItsTokenReadsNothing() {
        replayed();

        operator.post()
                .uri("/support/quarantine/{id}", rawId)
                .body(BodyInserters.fromFormData("courier", courier))
                .exchange()
                .expectStatus()
                .isForbidden();

        assertThat(replays()).isZero();
    }

    private void listed() {
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/quarantine"))
                        .withQueryParam("courier", equalTo(courier))
                        .willReturn(Orders.json("""
                                {"entries":[%s],"waiting":1,"couriers":{"%s":1},"complete":true}""".formatted(entry(), courier))));
    }

    private void shown() {
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/quarantine/" + rawId))
                        .willReturn(Orders.json("""
                                {"entry":%s,"headers":{"content-type":"application/json"},"payload":"{ }"}""".formatted(entry()))));
    }

    private void replayed() {
        gateway.services()
                .stubFor(post(urlPathEqualTo("/internal/quarantine/" + rawId + "/replay"))
                        .willReturn(Orders.json("""
                                {"rawId":"%s","outcome":"PUBLISHED","events":2,"unmapped":[]}""".formatted(rawId))));
    }

    private int replays() {
        return gateway.services()
                .findAll(postRequestedFor(urlPathEqualTo("/internal/quarantine/" + rawId + "/replay")))
                .size();
    }

    private String entry() {
        return """
                {"rawId":"%s","courier":"%s","receivedAt":"2026-11-23T09:00:00Z","reason":"message (expected: one)",
                 "size":120,"told":1}""".formatted(rawId, courier);
    }

    private static String all() {
        return """
                {"published":2,"nothingNew":0,"unreadable":0,"notConnected":0,"reasons":{},"left":0}""";
    }

    private void refused(String path, HttpStatus status, String code) {
        operator.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    private Document page(String path) {
        return Jsoup.parse(operator.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
