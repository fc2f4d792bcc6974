package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal.Role;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** When sessions end. */
@WithStore
class SessionsIT {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);
    private final String personRef = "p-" + UUID.randomUUID();

    @Test
    void roleIsWhatIsConfiguredNow() {
        var support = gateway.signedIn(personRef, Role.SUPPORT);
        var administrator = gateway.signedIn(personRef, Role.ADMINISTRATOR);
        var customer = gateway.signedIn(personRef, Role.CUSTOMER);

        // The same store and key; one was dismissed, the other is no administrator any longer.
        var later = RunningGateway.start(
                "--waymark.gateway.operators[0].email=somebody@shop.example",
                "--waymark.gateway.operators[1].role=SUPPORT",
                "--waymark.gateway.database="
                        + gateway.context().getEnvironment().getRequiredProperty("waymark.gateway.database"));
        try {
            assertThat(status(gateway, support, "/support/quarantine/a")).isNotIn(401, 403);
            assertThat(status(later, support, "/support/quarantine/a")).isEqualTo(401);
            assertThat(status(later, support, "/account"))
                    .as("nor as a customer")
                    .isEqualTo(401);
            assertThat(status(gateway, administrator, "/support/sessions")).isEqualTo(200);
            assertThat(status(later, administrator, "/support/sessions")).isEqualTo(403);
            assertThat(status(later, administrator, "/account")).isEqualTo(200);
            assertThat(status(later, customer, "/account")).isEqualTo(200);
        } finally {
            later.stop();
        }
    }

    @Test
    void unusedSessionEndsBeforeAUsedOne() {
        var customer = gateway.signedIn(personRef, Role.CUSTOMER);
        var staff = gateway.signedIn(personRef, Role.SUPPORT);

        shift(customer, Duration.ofDays(29));
        shift(staff, Duration.ofMinutes(59));
        assertThat(status(gateway, customer, "/account")).isEqualTo(200);
        assertThat(status(gateway, staff, "/account")).isEqualTo(200);
        shift(customer, Duration.ofDays(29));
        shift(staff, Duration.ofMinutes(59));
        assertThat(status(gateway, customer, "/account")).as("was used").isEqualTo(200);
        assertThat(status(gateway, staff, "/account")).as("was used").isEqualTo(200);
        shift(customer, Duration.ofDays(30));
        shift(staff, Duration.ofHours(1));
        assertThat(status(gateway, customer, "/account")).isEqualTo(401);
        assertThat(status(gateway, staff, "/account")).isEqualTo(401);
    }

    @Test
    void useKeepsNoSessionForEver() {
        var customer = gateway.signedIn(personRef, Role.CUSTOMER);
        var staff = gateway.signedIn(personRef, Role.SUPPORT);

        for (var use = 0; use < 4; use++) {
            assertThat(status(gateway, customer, "/account")).isEqualTo(200);
            shift(customer, Duration.ofDays(25));
        }
        for (var use = 0; use < 13; use++) {
            assertThat(status(gateway, staff, "/account")).isEqualTo(200);
            shift(staff, Duration.ofMinutes(58));
        }

        assertThat(status(gateway, customer, "/account")).isEqualTo(401);
        assertThat(status(gateway, staff, "/account")).isEqualTo(401);
    }

    @Test
    void sessionOfAnOlderReleaseIsNone() {
        var cookie = gateway.signedIn(personRef, Role.CUSTOMER);
        Mono.from(sessions()
                        .updateOne(
                                id(cookie),
                                Updates.combine(
                                        Updates.unset("person"), Updates.unset("beganAt"), Updates.unset("usedAt"))))
                .block(ENOUGH);

        assertThat(status(gateway, cookie, "/account")).isEqualTo(401);
    }

    @Test
    void onesOwnAreListedAndEndedOneByOneOrAllAtOnce() {
        var here = gateway.signedIn(personRef, Role.CUSTOMER);
        var there = gateway.signedIn(personRef, Role.CUSTOMER);
        var elsewhere = gateway.signedIn(personRef, Role.CUSTOMER);
        var stranger = gateway.signedIn("p-" + UUID.randomUUID(), Role.CUSTOMER);

        var page = Jsoup.parse(
                get(here, "/account").expectBody(String.class).returnResult().getResponseBody());
        assertThat(page.select("main li")).hasSize(3);
        assertThat(page.select("main li form"))
                .as("this one ends by the button below")
                .hasSize(2);
        assertThat(page.select("main .lead").text()).contains("a···@b.example");

        assertThat(form(stranger, "session=" + sessionId(there))).isEqualTo(303);
        assertThat(status(gateway, there, "/account")).as("another person's").isEqualTo(200);
        assertThat(form(here, "session=" + sessionId(there))).isEqualTo(303);
        assertThat(status(gateway, there, "/account")).isEqualTo(401);
        assertThat(status(gateway, elsewhere, "/account")).isEqualTo(200);
        assertThat(form(here, "")).isEqualTo(303);

        assertThat(status(gateway, here, "/account")).isEqualTo(401);
        assertThat(status(gateway, elsewhere, "/account")).isEqualTo(401);
        assertThat(status(gateway, stranger, "/account")).isEqualTo(200);
    }

    @Test
    void apiEndsThemToo() {
        var here = gateway.signedIn(personRef, Role.SUPPORT);
        var there = gateway.signedIn(personRef, Role.SUPPORT);
        var elsewhere = gateway.signedIn(personRef, Role.SUPPORT);

        get(here, "/api/my/sessions")
                .expectBody()
                .jsonPath("$.sessions.length()")
                .isEqualTo(3)
                .jsonPath("$.sessions[?(@.current == true)].id")
                .isEqualTo(sessionId(here));
        for (var again = 0; again < 2; again++) {
            assertThat(delete(here, "/api/my/sessions/" + sessionId(there))).isEqualTo(204);
        }
        assertThat(status(gateway, there, "/account")).isEqualTo(401);
        assertThat(status(gateway, elsewhere, "/account")).isEqualTo(200);

        assertThat(delete(here, "/api/my/sessions")).isEqualTo(204);
        assertThat(status(gateway, here, "/account")).isEqualTo(401);
        assertThat(status(gateway, elsewhere, "/account")).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/sign-out", "DELETE, /api/my/sessions"})
    void apiEndsNoneForAPageOfAnotherSite(HttpMethod method, String path) {
        var cookie = gateway.signedIn(personRef, Role.CUSTOMER);

        for (var site : List.of("cross-site", "same-site")) {
            client(cookie)
                    .method(method)
                    .uri(path)
                    .header("Sec-Fetch-Site", site)
                    .exchange()
                    .expectStatus()
                    .isForbidden()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("csrf-refused");
        }
        assertThat(status(gateway, cookie, "/account")).isEqualTo(200);

        client(cookie)
                .method(method)
                .uri(path)
                .header("Sec-Fetch-Site", "same-origin")
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(status(gateway, cookie, "/account")).isEqualTo(401);

        var token = gateway.signedIn(personRef, Role.CUSTOMER);
        gateway.client()
                .method(method)
                .uri(path)
                .header("Sec-Fetch-Site", "cross-site")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void administratorEndsThoseOfSomebodyElse() {
        var contact = UUID.randomUUID() + "@customer.example";
        orders.person(contact, personRef, "EMAIL", true);
        var administrator = gateway.signedIn("p-" + UUID.randomUUID(), Role.ADMINISTRATOR);
        var first = gateway.signedIn(personRef, Role.CUSTOMER);
        var second = gateway.signedIn(personRef, Role.SUPPORT);

        client(administrator)
                .post()
                .uri("/api/support/sessions/end")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"contact\":\"" + contact + "\"}")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.ended")
                .isEqualTo(2);
        assertThat(status(gateway, first, "/account")).isEqualTo(401);
        assertThat(status(gateway, second, "/account")).isEqualTo(401);

        var third = gateway.signedIn(personRef, Role.CUSTOMER);
        var page = client(administrator)
                .post()
                .uri("/support/sessions")
                .header("Accept-Language", "ru")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("contact=" + contact)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(Jsoup.parse(page).select("[role=status]").text().replace('\u00a0', ' '))
                .isEqualTo("Завершён 1 сеанс");
        assertThat(status(gateway, third, "/account")).isEqualTo(401);
        assertThat(status(gateway, administrator, "/account")).isEqualTo(200);
    }

    @Test
    void streamEndsWithItsSession() {
        var number = Orders.number();
        orders.owned(personRef, number, 4, "IN_TRANSIT");
        var ended = stream(gateway.signedIn(personRef, Role.CUSTOMER), number);
        var staying = stream(gateway.signedIn(personRef, Role.CUSTOMER), number);
        var expired = gateway.signedIn(personRef, Role.CUSTOMER);
        var expiring = stream(expired, number);

        var leaving = gateway.signedIn(personRef, Role.CUSTOMER);
        assertThat(delete(leaving, "/api/my/sessions/" + ended.id())).isEqualTo(204);
        shift(expired, Duration.ofDays(31));

        await().atMost(ENOUGH)
                .until(() -> ended.over().isDone() && expiring.over().isDone());
        assertThat(staying.over()).isNotDone();
        assertThat(delete(leaving, "/api/my/sessions")).isEqualTo(204);
        await().atMost(ENOUGH).until(() -> staying.over().isDone());
    }

    private Stream stream(String cookie, String number) {
        var began = new CompletableFuture<Void>();
        var over = new CompletableFuture<Void>();
        WebClient.create("http://localhost:" + gateway.port())
                .get()
                .uri("/orders/{number}/events", number)
                .header("X-Forwarded-For", RunningGateway.address())
                .cookie("waymark", cookie)
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .doOnNext(event -> began.complete(null))
                .doFinally(_ -> over.complete(null))
                .subscribe(_ -> {}, _ -> {});
        await().atMost(ENOUGH).until(began::isDone);
        return new Stream(sessionId(cookie), over);
    }

    private record Stream(String id, CompletableFuture<Void> over) {}

    /** As if the session had begun, and been used last, so much earlier. */
    private void shift(String cookie, Duration back) {
        var session = Mono.from(sessions().find(id(cookie))).block(ENOUGH);
        for (var field : new String[] {"beganAt", "usedAt", "expiresAt"}) {
            var earlier = session.getDate(field).toInstant().minus(back);
            Mono.from(sessions().updateOne(id(cookie), Updates.set(field, Date.from(earlier))))
                    .block(ENOUGH);
        }
    }

    private MongoCollection<Document> sessions() {
        return gateway.context().getBean(MongoDatabase.class).getCollection("sessions");
    }

    /** Whoever can put a cookie into a browser, from a neighbouring site or by plain HTTP, makes no form of it. */
    @Test
    void formBearsTheTokenOfItsSessionAndOfNoOther() {
        var session = gateway.signedIn(personRef, Role.CUSTOMER);
        var page = gateway.signedIn("p-" + UUID.randomUUID(), Role.CUSTOMER);
        var others = formToken(page, "/account");

        assertThat(signedOut(session, "planted", Tokens.form("planted"))).isEqualTo(403);
        assertThat(signedOut(session, others, others)).isEqualTo(403);
        assertThat(signedOut(session, null, "")).isEqualTo(403);
        assertThat(status(gateway, session, "/account")).isEqualTo(200);
        assertThat(signedOut(session, null, formToken(session, "/account"))).isEqualTo(303);
        assertThat(status(gateway, session, "/account")).isEqualTo(401);
    }

    private String formToken(String session, String page) {
        return Jsoup.parse(gateway.client()
                        .get()
                        .uri(page)
                        .cookie("waymark", session)
                        .accept(MediaType.TEXT_HTML)
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .select("form[action=/sign-out] input[name=_csrf]")
                .val();
    }

    private int signedOut(String session, @Nullable String planted, String token) {
        var browser = gateway.client().mutate().defaultCookie("waymark", session);
        if (planted != null) {
            browser.defaultCookie("waymark-form", planted);
        }
        return browser.build()
                .post()
                .uri("/sign-out")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("_csrf=" + token)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private static org.bson.conversions.Bson id(String cookie) {
        return Filters.eq("_id", sessionId(cookie));
    }

    private static String sessionId(String cookie) {
        return cookie.substring(0, cookie.indexOf('.'));
    }

    private int form(String cookie, String fields) {
        return client(cookie)
                .post()
                .uri("/account/sessions")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(fields)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private int delete(String cookie, String path) {
        return client(cookie)
                .delete()
                .uri(path)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private ResponseSpec get(String cookie, String path) {
        return client(cookie).get().uri(path).exchange();
    }

    private static int status(RunningGateway gateway, String cookie, String path) {
        return gateway.client()
                .get()
                .uri(path)
                .cookie("waymark", cookie)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private WebTestClient client(String cookie) {
        return gateway.client()
                .mutate()
                .defaultCookie("waymark", cookie)
                .filter(gateway.formTokens())
                .build();
    }
}
