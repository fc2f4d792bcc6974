package dev.waymark.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

@WithStore
class GuestDoorIT {

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);

    @BeforeEach
    void linksAreUnknown() {
        orders.noLinkByDefault();
    }

    @Test
    void startLeadsToTheForm() {
        gateway.client()
                .get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/find");
    }

    @Test
    void linkOpensTheOrderAndItsVersionIsNotSentTwice() {
        var token = Orders.token();
        orders.link(token, "10042", 7, "IN_TRANSIT");

        var etag = gateway.client()
                .get()
                .uri("/api/t/{token}", token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache, private")
                .expectHeader()
                .valueEquals("X-Robots-Tag", "noindex, nofollow")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer")
                .expectBody()
                .jsonPath("$.summary.status")
                .isEqualTo("IN_TRANSIT")
                .returnResult()
                .getResponseHeaders()
                .getETag();
        gateway.client()
                .get()
                .uri("/api/t/{token}", token)
                .header(HttpHeaders.IF_NONE_MATCH, etag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, etag)
                .expectBody()
                .isEmpty();
    }

    /** (issue 10, A2.1) */
    @Test
    void whoHasProvedAContactOfTheOrderGoesOnFromTheLinkToTheWholeOrder() {
        var number = Orders.number();
        var token = Orders.token();
        var personRef = "p-" + number;
        var view = Orders.view(number, 7, "IN_TRANSIT")
                .replace("\"itemCount\"", "\"destinationKind\":\"COURIER\",\"itemCount\"");
        gateway.services()
                .stubFor(WireMock.post(WireMock.urlEqualTo("/internal/links/resolve"))
                        .withRequestBody(WireMock.equalToJson("{\"token\":\"" + token + "\"}"))
                        .willReturn(Orders.json("{\"orderId\":\"%s\",\"until\":\"2027-08-10T09:00:00Z\",\"order\":%s}"
                                .formatted(Orders.id(number), view))));
        gateway.services()
                .stubFor(WireMock.get(WireMock.urlPathEqualTo(
                                "/internal/people/" + personRef + "/orders/" + Orders.id(number)))
                        .willReturn(Orders.json(Orders.view(number, 7, "IN_TRANSIT"))));
        var browser = new FormBrowser(gateway);

        var guest = browser.page("/t/" + token);
        browser.cookies().put("waymark", gateway.signedIn(personRef, SessionPrincipal.Role.CUSTOMER));
        var owner = browser.open("/t/" + token);
        browser.cookies().put("waymark", gateway.signedIn("p-other", SessionPrincipal.Role.CUSTOMER));
        var other = browser.open("/t/" + token);

        assertThat(guest.select("a[href='/sign-in?to=/t/" + token + "']")).hasSize(1);
        assertThat(owner.getResponseHeaders().getLocation()).hasToString("/orders/" + number);
        assertThat(other.getStatus().value()).isEqualTo(200);
    }

    @Test
    void expiredLinkIsGone() {
        var token = Orders.token();
        orders.linkIs(token, 410, "link-expired");

        gateway.client()
                .get()
                .uri("/api/t/{token}", token)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "ru")
                .exchange()
                .expectStatus()
                .isEqualTo(410)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/link-expired")
                .jsonPath("$.detail")
                .isEqualTo("Попросите новую ссылку или найдите заказ по номеру и контакту.");
    }

    @ParameterizedTest
    @CsvSource({
        "ru, Ссылка устарела, Пришлём новую на почту или телефон из заказа.",
        "en, This link has expired, We can send a new one to the e-mail or phone of the order."
    })
    void pageOfAnExpiredLinkOffersANewOne(String language, String headline, String offer) {
        var token = Orders.token();
        orders.linkIs(token, 410, "link-expired");

        var page = gateway.client()
                .get()
                .uri("/t/{token}?lang={language}", token, language)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(410)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        var html = Jsoup.parse(page);
        assertThat(html.select("h1").text()).isEqualTo(headline);
        assertThat(html.select("main .lead").text()).isEqualTo(offer);
        assertThat(html.select("main form[method=post]").attr("action")).isEqualTo("/t/" + token);
        assertThat(html.select("main form button")).hasSize(1);
    }

    @Test
    void newLinkIsSentByTheNotificationServiceAndAskedForWithoutACookie() {
        var token = Orders.token();
        orders.linkIs(token, 410, "link-expired");
        orders.linksAreSent();

        var page = new String(renewed("/t/{token}", token).getResponseBodyContent(), UTF_8);

        assertThat(Jsoup.parse(page).select("main [role=status] h2").text())
                .isEqualTo("If there is an order, a message will come");
        await().atMost(Duration.ofSeconds(30)).until(() -> !asked(token).isEmpty());
        assertThat(Tokens.claims(asked(token).get(0).getHeader("Authorization")))
                .contains("\"iss\":\"gateway\"", "notification-service", "\"scope\":\"links:send\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/t/{token}", "/api/t/{token}/renewal"})
    void whoAsksForANewLinkLearnsNothingOfTheOldOne(String path) {
        orders.linksAreSent();
        var expired = Orders.token();
        orders.linkIs(expired, 410, "link-expired");
        var open = Orders.token();
        orders.link(open, "10042", 7, "IN_TRANSIT");
        var away = Orders.token();
        orders.linkIs(away, 410, "link-expired");
        gateway.services()
                .stubFor(WireMock.post(WireMock.urlEqualTo("/internal/links"))
                        .withRequestBody(WireMock.containing(away))
                        .willReturn(Orders.problem(503, "provider-unavailable")));

        var answer = shape(renewed(path, expired), expired);
        for (var other : List.of(open, away, Orders.token(), "forged", "of-no-form")) {
            assertThat(shape(renewed(path, other), other)).as(other).isEqualTo(answer);
        }

        assertThat(answer.get(0)).isEqualTo("202 ACCEPTED");
        await().atMost(Duration.ofSeconds(30)).until(() -> !asked(away).isEmpty());
        assertThat(gateway.services()
                        .findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/internal/links"))
                                .withRequestBody(WireMock.containing("forged"))))
                .isEmpty();
    }

    @Test
    void fourthWishForOneLinkIsRefusedWhereverItComesFrom() {
        orders.linksAreSent();
        for (var token : List.of(Orders.token(), "forged-" + Orders.token())) {
            for (var i = 0; i < 3; i++) {
                assertThat(renewed("/api/t/{token}/renewal", token).getStatus().value())
                        .isEqualTo(202);
            }

            var refused = renewed("/api/t/{token}/renewal", token);
            assertThat(refused.getStatus().value()).isEqualTo(429);
            assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
            var page = renewed("/t/{token}", token);
            assertThat(page.getStatus().value()).isEqualTo(429);
            assertThat(new String(page.getResponseBodyContent(), UTF_8)).contains("Too many attempts. Wait");
        }
    }

    /** Behind one address there can be an office. */
    @Test
    void eleventhWishFromOneAddressForAMadeUpLinkIsRefusedAndOneForALinkThatExistedIsNot() {
        orders.linksAreSent();
        var address = RunningGateway.address();
        var token = Orders.token();
        orders.linkIs(token, 410, "link-expired");

        var statuses = IntStream.range(0, 11)
                .mapToObj(i -> renewed(address, "/api/t/{token}/renewal", Orders.token())
                        .getStatus()
                        .value())
                .toList();

        assertThat(statuses.subList(0, 10)).containsOnly(202);
        assertThat(statuses).last().isEqualTo(429);
        assertThat(renewed(address, "/api/t/{token}/renewal", token).getStatus().value())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> !asked(token).isEmpty());
    }

    @Test
    void guestPageSaysHowLongItsLinkWorks() {
        var token = Orders.token();
        orders.link(token, "10042", 7, "IN_TRANSIT");

        var page = gateway.client()
                .get()
                .uri("/t/{token}?lang=en", token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(Jsoup.parse(page).select("footer").text()).contains("This link works until 10 August 2027.");
    }

    @Test
    void missesAreBoundedAndALinkThatExistsOpensWhateverWasTriedFromItsAddress() {
        var address = RunningGateway.address();
        var token = Orders.token();
        orders.link(token, "10042", 7, "IN_TRANSIT");

        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 45; i++) {
            statuses.add(status(address, Orders.token()));
        }

        assertThat(statuses.subList(0, 20)).containsOnly(404);
        assertThat(statuses).last().isEqualTo(429);
        assertThat(status(address, token)).isEqualTo(200);
        assertThat(status(address, Orders.token())).isEqualTo(429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                ")",
                ").",
                "%20",
                "/",
                "%3E",
                ",",
                ";",
                "!",
                "?lang=en",
                "/?lang=en",
                "%22",
                "'",
                "%0A",
                "%0D%0A",
                "%C2%BB",
                "%E2%80%9D",
                "%C2%A0",
                "%5D",
                ":",
                "*",
                "...",
                "%2F"
            })
    void whatMailProgramsGlueToALinkIsTakenOff(String glued) {
        var address = RunningGateway.address();
        var token = Orders.token();
        orders.link(token, "10042", 7, "IN_TRANSIT");

        for (var path : List.of("/t/", "/api/t/")) {
            gateway.client(address)
                    .get()
                    .uri(URI.create("http://localhost:" + gateway.port() + path + token + glued))
                    .accept(path.equals("/t/") ? MediaType.TEXT_HTML : MediaType.APPLICATION_JSON)
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void serviceThatIsAwayIsSaidSoAndNotTriedForEver() {
        var token = Orders.token();
        orders.linkIs(token, 500, "internal-error");

        gateway.client()
                .get()
                .uri("/api/t/{token}", token)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("service-unavailable");
    }

    @Test
    void servicesAreShownWhoCallsAndWhatFor() {
        var token = Orders.token();
        orders.link(token, "10042", 7, "IN_TRANSIT");

        status(RunningGateway.address(), token);

        var call = gateway.services()
                .findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/internal/links/resolve"))
                        .withRequestBody(WireMock.containing(token)))
                .get(0);
        assertThat(Tokens.claims(call.getHeader("Authorization")))
                .contains("\"iss\":\"gateway\"", "order-service", "\"scope\":\"orders:guest\"");
    }

    private EntityExchangeResult<byte[]> renewed(String path, String token) {
        return renewed(RunningGateway.address(), path, token);
    }

    private EntityExchangeResult<byte[]> renewed(String address, String path, String token) {
        return gateway.client(address)
                .post()
                .uri(path, token)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .exchange()
                .expectBody()
                .returnResult();
    }

    private List<LoggedRequest> asked(String token) {
        return gateway.services()
                .findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/internal/links"))
                        .withRequestBody(WireMock.equalToJson("{\"token\":\"%s\"}".formatted(token))));
    }

    /** All of the answer that could tell one link from another; the page names the link itself, which the asker knows. */
    private static List<String> shape(EntityExchangeResult<byte[]> answer, String token) {
        var headers = new TreeMap<String, Object>(String.CASE_INSENSITIVE_ORDER);
        answer.getResponseHeaders().forEach(headers::put);
        List.of("Date", "Content-Length", "Set-Cookie").forEach(headers::remove);
        var body = answer.getResponseBodyContent() == null ? "" : new String(answer.getResponseBodyContent(), UTF_8);
        return List.of(
                answer.getStatus().toString(),
                headers.toString(),
                body.replace(token, "TOKEN").replaceAll("value=\"[^\"]+\"", ""));
    }

    private int status(String address, String token) {
        return gateway.client(address)
                .get()
                .uri("/api/t/{token}", token)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
