package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.ApiDocument;
import dev.waymark.contract.Topics;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.WithBroker;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal.Role;
import dev.waymark.gateway.signin.SignIn;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who did what, as an administrator reads it. */
@WithStore
@WithBroker
class AuditIT {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\d{6})\"");

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);
    private final SignIn signIn = gateway.context().getBean(SignIn.class);
    private final String address = RunningGateway.address();
    private final String personRef = "p-" + UUID.randomUUID();
    private final String contact = UUID.randomUUID() + "@customer.example";
    private final String number = Orders.number();
    private final String administrator = gateway.signedIn("p-" + UUID.randomUUID(), Role.ADMINISTRATOR);
    private final Broker broker;

    AuditIT(Broker broker) {
        this.broker = broker;
    }

    @Test
    void signInsFailedCodesAndSignOutsAreThere() {
        orders.person(contact, personRef, "EMAIL", true);
        var asked = exchange();
        signIn.requestCode(contact, Locale.ENGLISH, asked).block(ENOUGH);
        var attempt = asked.getResponse().getCookies().getFirst("waymark-code");
        var code = code();

        assertThat(signIn.enter(code.equals("000000") ? "000001" : "000000", exchange(attempt))
                        .block(ENOUGH))
                .isNull();
        var entered = exchange(attempt);
        signIn.enter(code, entered).block(ENOUGH);
        signIn.out(exchange(entered.getResponse().getCookies().getFirst("waymark")))
                .block(ENOUGH);

        var records = records("{\"contact\":\"" + contact + "\"}", 3);
        assertThat(kinds(records)).containsExactly("SIGNED_OUT", "SIGNED_IN", "SIGN_IN_REJECTED");
        assertThat(records).allSatisfy(record -> {
            assertThat(record.path("actor").asString()).isEqualTo(personRef);
            assertThat(record.path("address").asString()).isEqualTo(address);
        });
        assertThat(records.stream().map(record -> record.path("role").asString()))
                .containsExactly("CUSTOMER", "CUSTOMER", "VISITOR");
        assertThat(onTopic(personRef, 3)).noneMatch(value -> value.contains(contact));
    }

    @Test
    void whatTheDeskLooksAtAndChangesIsThere() {
        var id = Orders.id(number);
        var desk = gateway.signedIn(personRef, Role.SUPPORT);
        theDeskHas(number);

        api(desk, "POST", "/api/support/search", "{\"query\":\"" + number + "\"}", 200);
        api(desk, "GET", "/api/support/orders/" + number, null, 200);
        page(desk, "GET", "/support/orders/" + number, "", 200);
        api(desk, "GET", "/api/support/orders/never-placed", null, 404);
        page(desk, "POST", "/support/orders/" + number + "/links", "key=k", 303);
        api(desk, "POST", "/api/support/orders/" + number + "/links/revocation", "{}", 202);
        api(desk, "POST", "/api/support/quarantine/raw-1/replay", "{}", 200);
        api(desk, "DELETE", "/api/my/sessions", null, 204);

        var records = records("{\"actor\":\"" + personRef + "\"}", 7);
        assertThat(kinds(records))
                .containsExactly(
                        "SESSIONS_ENDED",
                        "WEBHOOKS_REPLAYED",
                        "LINKS_REVOKED",
                        "LINKS_REVOKED",
                        "ORDER_VIEWED",
                        "ORDER_VIEWED",
                        "ORDERS_SEARCHED");
        assertThat(records.subList(2, 7))
                .allSatisfy(record -> assertThat(
                                record.path("orders").values().stream().map(JsonNode::asString))
                        .containsExactly(id.value()));
        assertThat(records.get(1).path("subject").asString()).isEqualTo("raw-1");
        assertThat(records.get(0).path("subject").asString()).isEqualTo(personRef);
        assertThat(kinds(records("{\"orderNumber\":\"" + number + "\",\"kind\":\"LINKS_REVOKED\"}", 2)))
                .containsExactly("LINKS_REVOKED", "LINKS_REVOKED");
        assertThat(onTopic(personRef, 7)).noneMatch(value -> value.contains("Анна") || value.contains("\"" + number));
    }

    /** What was typed is in no record: a courier that is none is refused, and of sessions only what ended is recorded. */
    @Test
    void nothingThatWasTypedIsThere() {
        var desk = gateway.signedIn(personRef, Role.ADMINISTRATOR);
        var replay = "/api/support/quarantine/replay";
        gateway.services()
                .stubFor(post(urlPathEqualTo("/internal/quarantine/replay"))
                        .willReturn(Orders.problem(404, "courier-unknown")));
        orders.person(contact, "p-" + UUID.randomUUID(), "EMAIL", true);

        for (var courier : List.of(contact, "cd\\u0007ek", "cdek\\ud800", "cdek\\n", "")) {
            api(desk, "POST", replay, "{\"courier\":\"" + courier + "\"}", 422);
        }
        api(desk, "POST", replay, "{\"courier\":\"never-connected\"}", 404);
        page(desk, "POST", "/support/quarantine", "courier=" + contact, 404);
        api(desk, "DELETE", "/api/my/sessions/" + contact, null, 204);
        page(desk, "POST", "/account/sessions", "session=" + contact, 303);
        api(desk, "POST", "/api/support/sessions/end", "{\"contact\":\"" + contact + "\"}", 200);
        api(desk, "DELETE", "/api/my/sessions", null, 204);

        assertThat(records("{\"actor\":\"" + personRef + "\"}", 1))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.path("kind").asString()).isEqualTo("SESSIONS_ENDED");
                    assertThat(record.path("subject").asString()).isEqualTo(personRef);
                });
    }

    @Test
    void openedPayloadsAndReadersOfTheAuditAreThere() {
        var reader = gateway.signedIn(personRef, Role.ADMINISTRATOR);
        gateway.services().stubFor(get(urlEqualTo("/internal/quarantine/raw-2")).willReturn(Orders.json("""
                        {"entry":{"rawId":"raw-2","courier":"cdek","receivedAt":"2027-05-10T09:00:00Z",
                          "reason":"no mapping","size":2,"occurrences":1},
                         "headers":{},"payload":"{}"}""")));

        page(reader, "GET", "/support/quarantine/raw-2", "", 200);
        api(reader, "GET", "/api/support/quarantine/raw-2", null, 200);
        page(reader, "GET", "/support/audit", "", 200);
        api(reader, "POST", "/api/support/audit/search", "{}", 200);

        var records = records("{\"actor\":\"" + personRef + "\"}", 4);
        assertThat(kinds(records)).containsExactly("AUDIT_VIEWED", "AUDIT_VIEWED", "WEBHOOK_VIEWED", "WEBHOOK_VIEWED");
        assertThat(records.subList(2, 4))
                .allSatisfy(
                        record -> assertThat(record.path("subject").asString()).isEqualTo("raw-2"));
    }

    /** The page that reads one once more shows its payload; what was read is there even where the page then fails. */
    @Test
    void replayOnThePageIsThereWithThePayloadThatItShows() {
        var desk = gateway.signedIn(personRef, Role.SUPPORT);
        var services = gateway.services();
        for (var id : List.of("raw-3", "raw-4")) {
            services.stubFor(post(urlEqualTo("/internal/quarantine/" + id + "/replay"))
                    .willReturn(
                            Orders.json("{\"rawId\":\"%s\",\"outcome\":\"PUBLISHED\",\"events\":1}".formatted(id))));
        }
        services.stubFor(get(urlEqualTo("/internal/quarantine/raw-3")).willReturn(Orders.json("""
                {"entry":{"rawId":"raw-3","courier":"cdek","receivedAt":"2027-05-10T09:00:00Z",
                  "reason":"no mapping","size":2,"occurrences":1},
                 "headers":{},"payload":"{}"}""")));
        services.stubFor(
                get(urlEqualTo("/internal/quarantine/raw-4")).willReturn(Orders.problem(500, "internal-error")));

        page(desk, "POST", "/support/quarantine/raw-4", "", 503);
        page(desk, "POST", "/support/quarantine/raw-3", "", 200);

        assertThat(records("{\"actor\":\"" + personRef + "\"}", 3))
                .extracting(record -> record.path("kind").asString() + " "
                        + record.path("subject").asString())
                .containsExactlyInAnyOrder(
                        "WEBHOOKS_REPLAYED raw-4", "WEBHOOKS_REPLAYED raw-3", "WEBHOOK_VIEWED raw-3");
    }

    @Test
    void searchIsThereOnceHoweverOftenItsPageIsOpened() {
        var desk = gateway.signedIn(personRef, Role.SUPPORT);
        theDeskHas(number);

        var kept = form(desk, "POST", "/support", "query=" + number)
                .expectStatus()
                .isSeeOther()
                .returnResult(String.class)
                .getResponseCookies()
                .getFirst("waymark-desk");
        var shown = desk(desk, kept);
        assertThat(shown).isNotNull();
        assertThat(desk(desk, shown)).isNull();
        page(desk, "GET", "/support/orders/" + number, "", 200);

        assertThat(kinds(records("{\"actor\":\"" + personRef + "\"}", 2)))
                .containsExactly("ORDER_VIEWED", "ORDERS_SEARCHED");
    }

    /** A record holds no number, so the page leads to the order by its id. */
    @Test
    void recordLeadsToItsOrder() {
        var id = Orders.id(number);
        var desk = gateway.signedIn(personRef, Role.SUPPORT);
        theDeskHas(number);
        gateway.services()
                .stubFor(get(urlEqualTo("/internal/support/orders/" + id))
                        .willReturn(Orders.json(Orders.view(number, 7, "IN_TRANSIT"))));
        api(desk, "GET", "/api/support/orders/" + number, null, 200);
        records("{\"orderNumber\":\"" + number + "\"}", 1);

        var list = Jsoup.parse(page(administrator, "GET", "/support/audit?order=" + number, "", 200));
        var href = list.select(".hits p a").attr("href");
        assertThat(href).isEqualTo("/support/orders/" + id);
        page(administrator, "GET", href, "", 200);

        assertThat(kinds(records("{\"orderNumber\":\"" + number + "\"}", 2)))
                .as("both of the order, by whatever it was opened")
                .containsExactly("ORDER_VIEWED", "ORDER_VIEWED");
    }

    @Test
    void whatTheShopChangesIsThere() {
        gateway.services()
                .stubFor(post(urlEqualTo("/api/orders/" + number + "/shipments"))
                        .willReturn(aResponse().withStatus(202)));
        gateway.services()
                .stubFor(post(urlEqualTo("/api/orders/" + number + "/links/revocation"))
                        .willReturn(aResponse().withStatus(202)));

        for (var path : List.of("/shipments", "/links/revocation")) {
            gateway.client(address)
                    .mutate()
                    .filters(List::clear)
                    .build()
                    .post()
                    .uri("/api/orders/" + number + path)
                    .header("Authorization", "Bearer " + RunningGateway.WRITE_KEY)
                    .header("Idempotency-Key", "k")
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{}")
                    .exchange()
                    .expectStatus()
                    .isAccepted();
        }

        var records = records("{\"orderNumber\":\"" + number + "\"}", 2);
        assertThat(kinds(records)).containsExactly("LINKS_REVOKED", "ORDER_CHANGED");
        assertThat(records).allSatisfy(record -> {
            assertThat(record.path("role").asString()).isEqualTo("SHOP");
            assertThat(record.path("actor").asString()).isEqualTo("writer");
            assertThat(record.path("address").asString()).isEqualTo(address);
        });
    }

    @Test
    void messagesSentAgainAndAddressesThatAreWrittenToAgainAreThereWhenThereWereAny() {
        var id = Orders.id(number);
        var administratorRef = "p-" + UUID.randomUUID();
        var desk = gateway.signedIn(administratorRef, Role.ADMINISTRATOR);
        theDeskHas(number);
        redriven("{\"order\":\"%s\",\"message\":\"m-1\"}".formatted(id), 1);
        redriven("{\"order\":\"%s\",\"message\":\"m-2\"}".formatted(id), 0);
        redriven("{\"reason\":\"%s\",\"since\":\"2027-05-11T21:00:00Z\"}".formatted(personRef), 4);
        lifted("EMAIL", true);
        lifted("SMS", false);

        page(desk, "POST", "/support/orders/" + number + "/messages", "message=m-1", 303);
        api(desk, "POST", "/api/support/orders/" + number + "/messages/redrive", "{\"message\":\"m-2\"}", 202);
        api(
                desk,
                "POST",
                "/api/support/messages/redrive",
                "{\"reason\":\"%s\",\"since\":\"2027-05-11T21:00:00Z\"}".formatted(personRef),
                202);
        page(desk, "POST", "/support/orders/" + number + "/undeliverable", "channel=EMAIL", 303);
        api(desk, "POST", "/api/support/orders/" + number + "/undeliverable/lift", "{\"channel\":\"SMS\"}", 200);

        var records = records("{\"actor\":\"" + administratorRef + "\"}", 3);
        assertThat(kinds(records)).containsExactly("SUPPRESSION_LIFTED", "MESSAGES_REDRIVEN", "MESSAGES_REDRIVEN");
        assertThat(records.stream().map(record -> record.path("subject").asString()))
                .containsExactly("EMAIL", personRef + " 2027-05-11T21:00:00Z 4", "m-1");
        assertThat(records.get(0).at("/orders/0").asString()).isEqualTo(id.value());
        assertThat(records.get(1).path("orders")).isEmpty();
        assertThat(records.get(2).at("/orders/0").asString()).isEqualTo(id.value());
    }

    private void redriven(String selection, int count) {
        gateway.services()
                .stubFor(post(urlEqualTo("/internal/messages/redrive"))
                        .withRequestBody(equalToJson(selection))
                        .willReturn(Orders.json("{\"redriven\":%d}".formatted(count))
                                .withStatus(202)));
    }

    private void lifted(String channel, boolean lifted) {
        gateway.services()
                .stubFor(post(urlEqualTo("/internal/orders/" + Orders.id(number) + "/undeliverable/lift"))
                        .withRequestBody(equalToJson("{\"channel\":\"%s\"}".formatted(channel)))
                        .willReturn(Orders.json("{\"lifted\":%s}".formatted(lifted))));
    }

    @Test
    void administratorPagesThroughAndNarrowsIt() {
        var desk = gateway.signedIn(personRef, Role.SUPPORT);
        orders.person(contact, personRef, "EMAIL", true);
        theDeskHas(number);
        for (var times = 0; times < 3; times++) {
            api(desk, "GET", "/api/support/orders/" + number, null, 200);
        }
        var all = records("{\"orderNumber\":\"" + number + "\"}", 3);

        var first = audit("{\"orderNumber\":\"" + number + "\",\"limit\":2}");
        assertThat(first.path("records").values()).containsExactlyElementsOf(all.subList(0, 2));
        var rest = audit("{\"orderNumber\":\"%s\",\"limit\":2,\"cursor\":\"%s\"}"
                .formatted(number, first.path("next").asString()));
        assertThat(rest.path("records").values()).containsExactly(all.get(2));
        assertThat(rest.path("next").isMissingNode() || rest.path("next").isNull())
                .isTrue();

        for (var language : List.of("ru", "en")) {
            var page = Jsoup.parse(
                    page(administrator, "GET", "/support/audit?lang=" + language + "&order=" + number, "", 200));
            assertThat(page.select(".hits b").eachText())
                    .containsExactlyElementsOf(
                            Collections.nCopies(3, language.equals("ru") ? "Просмотр заказа" : "Opened an order"));
        }
        var narrowed = location(administrator, "/support/audit", "kind=ORDER_VIEWED&contact=" + contact);
        assertThat(narrowed).contains("actor=" + personRef, "kind=ORDER_VIEWED").doesNotContain(contact);
        assertThat(Jsoup.parse(page(administrator, "GET", narrowed, "", 200)).select(".hits li"))
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void eachKindCanBeAskedForAsTheDocumentSays(AuditEvent.Kind kind) {
        var query = "{\"kind\":\"" + kind + "\"}";

        var document = ApiDocument.current();
        assertThat(document.violations(document.schema("AuditQuery"), new JsonMapper().readTree(query)))
                .isEmpty();
        api(administrator, "POST", "/api/support/audit/search", query, 200);
    }

    @Test
    void cursorThatIsNoneIsABadRequest() {
        api(administrator, "POST", "/api/support/audit/search", "{\"cursor\":\"tomorrow\"}", 400);
    }

    @Test
    void whoeverActsIsAnsweredWhenTheBrokerIsAwayAndTheLossIsCounted() {
        // Nobody listens there.
        var deaf = RunningGateway.start("--spring.kafka.producer.bootstrap-servers=127.0.0.1:1");
        try {
            var lost = deaf.context()
                    .getBean(MeterRegistry.class)
                    .get("waymark.gateway.audit.records")
                    .tag("outcome", "lost")
                    .counter();
            for (var role : Role.values()) {
                deaf.client()
                        .delete()
                        .uri("/api/my/sessions")
                        .cookie("waymark", deaf.signedIn(personRef, role))
                        .exchange()
                        .expectStatus()
                        .isNoContent();
            }

            await().atMost(ENOUGH).until(() -> lost.count() == Role.values().length);
        } finally {
            deaf.stop();
        }
    }

    /** The cookie with which the desk's page answers. */
    private ResponseCookie desk(String cookie, ResponseCookie kept) {
        return gateway.client(address)
                .get()
                .uri("/support")
                .cookie("waymark", cookie)
                .cookie(kept.getName(), kept.getValue())
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseCookies()
                .getFirst(kept.getName());
    }

    private void theDeskHas(String number) {
        var services = gateway.services();
        services.stubFor(post(urlEqualTo("/internal/support/search"))
                .withRequestBody(equalToJson("{\"query\":\"" + number + "\"}"))
                .willReturn(Orders.json("""
                        {"searchedAs":[],"near":[],"hits":[{"orderNumber":"%s","placedAt":"2027-05-10T09:00:00Z",
                         "matched":"ORDER_NUMBER","name":"Анна П.",
                         "summary":{"status":"IN_TRANSIT","delivered":0,"of":1,"actionRequired":false}}]}""".formatted(number))));
        services.stubFor(get(urlEqualTo("/internal/support/orders/" + number))
                .willReturn(Orders.json(Orders.view(number, 7, "IN_TRANSIT"))));
        services.stubFor(get(urlEqualTo("/internal/support/orders/never-placed"))
                .willReturn(Orders.problem(404, "order-unknown")));
        services.stubFor(get(urlEqualTo("/internal/orders/" + Orders.id(number) + "/messages"))
                .willReturn(Orders.json("{\"messages\":[]}")));
        services.stubFor(post(urlEqualTo("/api/orders/" + number + "/links/revocation"))
                .withHeader("Idempotency-Key", equalTo("k"))
                .willReturn(Orders.json("{\"orderNumber\":\"" + number + "\"}").withStatus(202)));
        services.stubFor(post(urlEqualTo("/internal/quarantine/raw-1/replay"))
                .willReturn(Orders.json("{\"rawId\":\"raw-1\",\"outcome\":\"IGNORED\"}")));
    }

    private List<JsonNode> records(String query, int atLeast) {
        await().atMost(ENOUGH).until(() -> audit(query).path("records").size() >= atLeast);
        return new ArrayList<>(audit(query).path("records").values());
    }

    private JsonNode audit(String query) {
        return new JsonMapper().readTree(api(administrator, "POST", "/api/support/audit/search", query, 200));
    }

    private static List<String> kinds(List<JsonNode> records) {
        return records.stream().map(record -> record.path("kind").asString()).toList();
    }

    private String api(String cookie, String method, String path, String body, int status) {
        var request = gateway.client(address)
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .cookie("waymark", cookie)
                .header("Idempotency-Key", "k")
                .contentType(MediaType.APPLICATION_JSON);
        return (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String page(String cookie, String method, String path, String fields, int status) {
        return form(cookie, method, path, fields)
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String location(String cookie, String path, String fields) {
        return form(cookie, "POST", path, fields)
                .expectStatus()
                .isSeeOther()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Location");
    }

    private ResponseSpec form(String cookie, String method, String path, String fields) {
        var request = gateway.client(address)
                .mutate()
                .filter(gateway.formTokens())
                .build()
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .cookie("waymark", cookie)
                .header("Accept", "text/html");
        return method.equals("GET")
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .bodyValue(fields)
                        .exchange();
    }

    private List<String> onTopic(String key, int count) {
        try (var topic = broker.fromBeginning(Topics.AUDIT)) {
            return topic.withKey(key, count).stream()
                    .map(record -> new String(record.value(), UTF_8))
                    .toList();
        }
    }

    private String code() {
        var letters = postRequestedFor(urlEqualTo("/internal/codes")).withRequestBody(containing(contact));
        await().atMost(ENOUGH).until(() -> !gateway.services().findAll(letters).isEmpty());
        var code = CODE.matcher(gateway.services().findAll(letters).get(0).getBodyAsString());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private MockServerWebExchange exchange(HttpCookie... cookies) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
                .header("X-Forwarded-For", address)
                .cookie(cookies));
    }
}
