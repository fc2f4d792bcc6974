package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.junit.WithBroker;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal.Role;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator's way to what no service could process: as JSON, and as pages whose forms bear their token. */
@WithStore
@WithBroker
class DeadLetterDeskIT {

    private static final String FORM_SECRET = "0b0f5e5c-2a43-4d9c-9a52-6b8d5c3f7e11";

    private final RunningGateway gateway = RunningGateway.shared();
    private final String topic = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final String id = topic + ".group-0@7";
    private final String encodedId = id.replace("@", "%40");
    private final String personRef = "p-" + UUID.randomUUID();
    private final WebTestClient administrator = gateway.client()
            .mutate()
            .defaultCookie("waymark", gateway.signedIn(personRef, Role.ADMINISTRATOR))
            .defaultCookie("waymark-form", FORM_SECRET)
            .build();

    @BeforeEach
    void lettersAreThere() {
        gateway.services().stubFor(get(urlPathEqualTo("/internal/dead-letters")).willReturn(Orders.json("""
                        {"entries":[%s],"next":"2027~x","waiting":2,"complete":true,
                         "reasons":[{"topic":"%s","group":"group","reason":"unreadable","waiting":2}]}""".formatted(
                        letter(), topic))));
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/dead-letters/" + encodedId))
                        .willReturn(Orders.json("""
                                {"letter":%s,"payload":"{ \\"name\\" : \\"xxxx\\" }"}""".formatted(letter()))));
        gateway.services()
                .stubFor(post(urlPathEqualTo("/internal/dead-letters/" + encodedId + "/redrive"))
                        .willReturn(Orders.json("""
                                {"id":"%s","outcome":"REDRIVEN"}""".formatted(id))));
        gateway.services()
                .stubFor(post(urlPathEqualTo("/internal/dead-letters/redrive"))
                        .withQueryParam("topic", equalTo(topic))
                        .willReturn(Orders.json("{\"redriven\":2,\"incomplete\":0,\"left\":3,\"next\":\"2027~y\"}")));
    }

    @Test
    void listIsAskedForWithItsPurposeAndComesAsItIs() {
        administrator
                .get()
                .uri("/api/support/dead-letters?topic={topic}&reason={reason}&cursor=2027~x&limit=7", topic, "a&b")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.entries[0].id")
                .isEqualTo(id)
                .jsonPath("$.entries[0].occurrences")
                .isEqualTo(2)
                .jsonPath("$.reasons[0].waiting")
                .isEqualTo(2);

        var asked = gateway.services()
                .findAll(getRequestedFor(urlPathEqualTo("/internal/dead-letters"))
                        .withQueryParam("topic", equalTo(topic))
                        .withQueryParam("reason", equalTo("a&b"))
                        .withQueryParam("limit", equalTo("7")));
        assertThat(asked).hasSize(1);
        assertThat(Tokens.claims(asked.get(0).getHeader("Authorization")))
                .contains("\"scope\":\"dead-letters:read\"", "order-service");
    }

    @Test
    void unknownOneIsNotFoundHereToo() {
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/dead-letters/never"))
                        .willReturn(Orders.problem(404, "dead-letter-unknown")));

        administrator
                .get()
                .uri("/api/support/dead-letters/never")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("dead-letter-unknown");
        administrator
                .get()
                .uri("/support/dead-letters/never")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void lookingAndRedrivingAreInTheAudit() {
        json("/api/support/dead-letters/redrive", "{\"topic\":\"%s\",\"reason\":\"unreadable\"}".formatted(topic));
        json("/api/support/dead-letters/" + id + "/redrive", "{}");
        page("/support/dead-letters/" + id);

        await().atMost(Duration.ofSeconds(30)).until(() -> audit().size() >= 3);
        assertThat(audit().valueStream().map(record -> record.path("kind").asString()))
                .containsExactly("DEAD_LETTER_VIEWED", "DEAD_LETTERS_REDRIVEN", "DEAD_LETTERS_REDRIVEN");
        assertThat(audit().valueStream().map(record -> record.path("subject").asString()))
                .containsExactly(id, id, topic + " unreadable 2");
    }

    @Test
    void deskLeadsToTheListAndTheListToTheRecordAndItsButtonRedrivesIt() {
        assertThat(page("/support").select("a[href=/support/dead-letters]")).hasSize(1);
        var list = page("/support/dead-letters");
        assertThat(list.select("a[href=/support/dead-letters/" + id + "]")).hasSize(1);
        assertThat(list.text()).contains("2 records wait", topic, "unreadable", "there 2 times");
        var record = page("/support/dead-letters/" + id);
        assertThat(record.select("pre").text()).contains("xxxx");

        var answered = sent(record, "form[action=/support/dead-letters/" + id + "]");

        assertThat(answered.select(".answer[role=status]").text()).contains("Written to its topic once more");
        assertThat(redrives()).isOne();
    }

    @Test
    void allOfAReasonAreRedrivenAndThePageSaysWhereToGoOn() {
        var list = page("/support/dead-letters?topic=" + topic + "&reason=unreadable");

        var answered = sent(list, "form[action=/support/dead-letters]");

        assertThat(answered.select(".answer h2").text()).startsWith("Written once more: 2.");
        assertThat(answered.select(".answer input[name=cursor]").val()).isEqualTo("2027~y");
        assertThat(answered.select(".answer input[name=reason]").val()).isEqualTo("unreadable");
    }

    @Test
    void formWithoutItsTokenAndRequestThatIsNoJsonRedriveNothing() {
        for (var path : List.of("/support/dead-letters", "/support/dead-letters/" + id)) {
            administrator
                    .post()
                    .uri(path)
                    .body(BodyInserters.fromFormData("topic", topic))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
        administrator
                .post()
                .uri("/api/support/dead-letters/{id}/redrive", id)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);

        assertThat(redrives()).isZero();
    }

    private String letter() {
        return """
                {"id":"%s","topic":"%s","group":"group","partition":1,"offset":42,"parkedAt":"2026-11-23T09:00:00Z",
                 "reason":"unreadable","length":120,"whole":true,"occurrences":2}""".formatted(id, topic);
    }

    private int redrives() {
        return gateway.services()
                .findAll(postRequestedFor(urlPathEqualTo("/internal/dead-letters/" + encodedId + "/redrive")))
                .size();
    }

    private JsonNode audit() {
        return new JsonMapper()
                .readTree(json("/api/support/audit/search", "{\"actor\":\"%s\"}".formatted(personRef)))
                .path("records")
                // Who reads the audit is in it.
                .valueStream()
                .filter(record -> !record.path("kind").asString().equals("AUDIT_VIEWED"))
                .collect(
                        () -> new JsonMapper().createArrayNode(),
                        (records, record) -> records.add(record),
                        (records, others) -> records.addAll(others));
    }

    private String json(String path, String body) {
        return administrator
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    /** Sends the last such form of {@code page} as a browser does. */
    private Document sent(Document page, String selector) {
        var form = page.select(selector).last();
        var fields = BodyInserters.fromFormData("", "");
        for (var input : form.select("input[name]")) {
            fields = fields.with(input.attr("name"), input.val());
        }
        return Jsoup.parse(administrator
                .post()
                .uri(form.attr("action"))
                .accept(MediaType.TEXT_HTML)
                .header("Accept-Language", "en")
                .body(fields)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private Document page(String path) {
        return Jsoup.parse(administrator
                .get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .header("Accept-Language", "en")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
