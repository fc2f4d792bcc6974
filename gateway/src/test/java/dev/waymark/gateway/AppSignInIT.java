package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signing in as an app does, by the API alone. */
@WithStore
class AppSignInIT {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\d{6})\"");
    private static final Pattern SHARED_CODE = Pattern.compile("\"code\":\"(\\d{8})\"");

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);
    private final WebTestClient app = gateway.client();
    private final String contact = UUID.randomUUID() + "@customer.example";
    private final String personRef = UUID.randomUUID().toString();

    @Test
    void codeGivesATokenThatOpensOwnOrdersUntilTheAppSignsOut() {
        orders.person(contact, personRef, "EMAIL", true);
        var number = Orders.number();
        orders.owned(personRef, number, 3, "DELIVERED");

        var session = entered(attempt(contact), code(contact));

        var token = session.path("token").asString();
        assertThat(session.path("role").asString()).isEqualTo("CUSTOMER");
        assertThat(session.path("contact").asString()).doesNotContain(contact);
        assertThat(order("Bearer " + token, number)).isEqualTo(200);
        assertThat(order("bearer " + token, number)).isEqualTo(200);
        app.post()
                .uri("/api/sign-out")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(order("Bearer " + token, number)).isEqualTo(401);
    }

    @Test
    void forgedTokenIsNobody() {
        assertThat(order("Bearer " + gateway.signedIn(personRef, Role.CUSTOMER) + "x", Orders.number()))
                .isEqualTo(401);
    }

    @Test
    void tokenGoesBeforeACookie() {
        var number = Orders.number();
        orders.owned(personRef, number, 3, "DELIVERED");

        app.get()
                .uri("/api/my/orders/{number}", number)
                .header(HttpHeaders.AUTHORIZATION, "Bearer nobody")
                .cookie("waymark", gateway.signedIn(personRef, Role.CUSTOMER))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void contactNobodyKnowsGetsTheSameAnswerAndNoCode() {
        orders.person(contact, personRef, "EMAIL", false);

        var attempt = attempt(contact);

        assertThat(attempt).isNotEmpty();
        refused("{\"attempt\":\"%s\",\"code\":\"000000\"}".formatted(attempt), "/api/sign-in/code", 422, "code-wrong");
        assertThat(gateway.services()
                        .findAll(postRequestedFor(urlEqualTo("/internal/codes")).withRequestBody(containing(contact))))
                .isEmpty();
    }

    @Test
    void afterFiveCodesOfTheirOwnAllAttemptsShareOne() {
        orders.person(contact, personRef, "EMAIL", true);
        for (var i = 0; i < 5; i++) {
            attempt(contact);
        }

        var attempt = attempt(contact);

        assertThat(entered(attempt, code(contact, SHARED_CODE)).path("token").asString())
                .isNotEmpty();
    }

    @Test
    void fiveWrongCodesEndTheAttempt() {
        orders.person(contact, personRef, "EMAIL", true);
        var attempt = attempt(contact);
        var code = code(contact);
        var wrong = code.equals("111111") ? "222222" : "111111";
        for (var i = 0; i < 5; i++) {
            refused(
                    "{\"attempt\":\"%s\",\"code\":\"%s\"}".formatted(attempt, wrong),
                    "/api/sign-in/code",
                    422,
                    "code-wrong");
        }

        refused(
                "{\"attempt\":\"%s\",\"code\":\"%s\"}".formatted(attempt, code),
                "/api/sign-in/code",
                422,
                "code-wrong");
    }

    @Test
    void nothingAsContactIsAgainstTheRules() {
        refused("{\"contact\":\" \"}", "/api/sign-in", 422, "validation");
    }

    private String attempt(String of) {
        return answer("/api/sign-in", "{\"contact\":\"%s\"}".formatted(of), 202)
                .path("attempt")
                .asString();
    }

    private JsonNode entered(String attempt, String code) {
        return answer("/api/sign-in/code", "{\"attempt\":\"%s\",\"code\":\"%s\"}".formatted(attempt, code), 200);
    }

    private void refused(String body, String path, int status, String code) {
        assertThat(answer(path, body, status).path("code").asString()).isEqualTo(code);
    }

    /** No app gets a cookie, with which it would be two at once. */
    private JsonNode answer(String path, String body, int status) {
        return JsonMapper.shared()
                .readTree(app.post()
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectHeader()
                        .doesNotExist(HttpHeaders.SET_COOKIE)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private int order(String authorization, String number) {
        return app.get()
                .uri("/api/my/orders/{number}", number)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private String code(String sentTo) {
        return code(sentTo, CODE);
    }

    private String code(String sentTo, Pattern form) {
        var sent = postRequestedFor(urlEqualTo("/internal/codes")).withRequestBody(containing(sentTo));
        return await().atMost(ENOUGH)
                .until(
                        () -> gateway.services().findAll(sent).stream()
                                .flatMap(request ->
                                        form.matcher(request.getBodyAsString()).results())
                                .map(found -> found.group(1))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
