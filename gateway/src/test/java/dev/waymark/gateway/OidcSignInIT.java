package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.audit.AuditRecords;
import dev.waymark.gateway.audit.AuditRecords.AuditFilter;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.UriComponentsBuilder;

/** Staff sign-in at a provider that runs, Spring Authorization Server. The gateway has started before it does. */
@WithStore
class OidcSignInIT {

    private static RunningGateway gateway;
    private static OpenIdProvider provider;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    @BeforeAll
    static void start() throws Exception {
        var port = OpenIdProvider.freePort();
        gateway = RunningGateway.start(
                "--waymark.gateway.staff.oidc.issuer=" + OpenIdProvider.issuer(port),
                "--waymark.gateway.staff.oidc.client-id=" + OpenIdProvider.CLIENT,
                "--waymark.gateway.staff.oidc.client-secret=" + OpenIdProvider.SECRET);
        provider = new OpenIdProvider(port, url("/sign-in/oidc/callback").toString());
        provider.start();
        var orders = new Orders(gateway);
        orders.person(RunningGateway.OPERATOR, "p-operator", "EMAIL", false);
        orders.person("stranger@elsewhere.example", "p-stranger", "EMAIL", true);
    }

    @AfterAll
    static void stop() throws Exception {
        provider.stop();
        gateway.stop();
    }

    @Test
    void buttonLeadsThroughTheProviderToTheDesk() throws Exception {
        var desk = follow(callback("maria"));

        assertThat(desk.uri()).isEqualTo(url("/support"));
        assertThat(desk.statusCode()).isEqualTo(200);
        assertThat(follow(url("/api/support/quarantine")).statusCode()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @CsvSource({
        "stranger, This account has no access to the support desk",
        "impostor, Your e-mail address is not verified",
        "nameless, Your e-mail address is not verified"
    })
    void whoeverIsNotVouchedForAsStaffIsRefused(String account, String why) throws Exception {
        var refused = follow(callback(account));

        assertRefused(refused, 403, why);
        assertThat(follow(url("/support")).uri()).isEqualTo(url("/sign-in"));
    }

    @Test
    void auditHasWhoeverTheProviderVouchedForAndIsNotOfTheStaff() throws Exception {
        follow(callback("stranger"));

        var audit = gateway.context().getBean(AuditRecords.class);
        var rejected = new AuditFilter("p-stranger", null, AuditEvent.Kind.SIGN_IN_REJECTED);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !audit.find(rejected, null, 1)
                        .block(Duration.ofSeconds(30))
                        .records()
                        .isEmpty());
    }

    @Test
    void whoeverGivesNoConsentComesBackToTheSignIn() throws Exception {
        var consent = login("maria");

        var refused = follow(URI.create(
                submit(consent, Map.of()).headers().firstValue("location").orElseThrow()));

        assertRefused(refused, 403, "Sign-in was cancelled");
    }

    @Test
    void answerCountsOnceAndOnlyInTheBrowserThatAsked() throws Exception {
        var callback = callback("maria");
        var cookie = cookies.getCookieStore().getCookies().stream()
                .filter(kept -> kept.getName().equals("waymark-oidc"))
                .findFirst()
                .orElseThrow();
        var otherState = UriComponentsBuilder.fromUri(callback)
                .replaceQueryParam("state", "A".repeat(43))
                .build(true)
                .toUri();

        assertNotBegun(callback, null);
        assertNotBegun(otherState, cookie);
        assertThat(answer(callback, cookie).statusCode()).isEqualTo(303);
        assertNotBegun(callback, cookie);
    }

    @Test
    void codeThatTheProviderDoesNotKnowSignsNobodyIn() throws Exception {
        var forged = UriComponentsBuilder.fromUri(callback("maria"))
                .replaceQueryParam("code", "forged")
                .build(true)
                .toUri();

        assertRefused(follow(forged), 403, "We could not verify your work account");
    }

    @Test
    void providerThatDoesNotAnswerIsSaidOnTheSignInPageInTheVisitorsLanguage() throws Exception {
        var down = RunningGateway.shared();

        var page = down.client()
                .get()
                .uri("/sign-in/oidc")
                .header("Accept-Language", "ru")
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(Jsoup.parse(page).select("[role=alert] h2").text().replace('\u00a0', ' '))
                .isEqualTo("Сейчас не получается проверить рабочую учётную запись");
        assertThat(Jsoup.parse(page).select("form[action=/sign-in]")).hasSize(1);
    }

    private void assertNotBegun(URI callback, HttpCookie cookie) throws Exception {
        assertRefused(answer(callback, cookie), 400, "This sign-in is no longer valid");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String why) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Jsoup.parse(answer.body()).select("[role=alert] h2").text().replace('\u00a0', ' '))
                .isEqualTo(why);
    }

    /** From another browser, with nothing but {@code cookie}. */
    private static HttpResponse<String> answer(URI callback, HttpCookie cookie) throws Exception {
        var request =
                HttpRequest.newBuilder(callback).header("accept", "text/html").header("accept-language", "en");
        if (cookie != null) {
            request.header("cookie", cookie.getName() + "=" + cookie.getValue());
        }
        try (var other = HttpClient.newHttpClient()) {
            return other.send(request.build(), BodyHandlers.ofString());
        }
    }

    /** Where the provider sends {@code account} back to, who has agreed to show the address. */
    private URI callback(String account) throws Exception {
        var agreed = submit(login(account), Map.of("scope", "email"));
        return URI.create(agreed.headers().firstValue("location").orElseThrow());
    }

    /** The provider's page that asks {@code account} for consent. */
    private HttpResponse<String> login(String account) throws Exception {
        var button = Jsoup.parse(follow(url("/sign-in")).body()).expectFirst("a[href=/sign-in/oidc]");
        var login = follow(url(button.attr("href")));
        var entered = submit(login, Map.of("username", account, "password", account));
        return follow(
                entered.uri().resolve(entered.headers().firstValue("location").orElseThrow()));
    }

    /** Sends the page's form, with {@code chosen} beside what is hidden in it. */
    private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> chosen) throws Exception {
        var form = Jsoup.parse(page.body()).expectFirst("form");
        var fields = new LinkedHashMap<String, String>();
        form.select("input[type=hidden]").forEach(input -> fields.put(input.attr("name"), input.val()));
        fields.putAll(chosen);
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(page.uri().resolve(form.attr("action")))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> follow(URI uri) throws Exception {
        var answer = browser.send(
                HttpRequest.newBuilder(uri)
                        .header("accept", "text/html")
                        .header("accept-language", "en")
                        .build(),
                BodyHandlers.ofString());
        var location = answer.headers().firstValue("location");
        return location.isPresent() ? follow(uri.resolve(location.get())) : answer;
    }

    private static URI url(String path) {
        return URI.create("http://localhost:" + gateway.port() + path);
    }
}
