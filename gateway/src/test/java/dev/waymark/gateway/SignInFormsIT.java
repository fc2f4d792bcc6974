package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.signin.SessionPrincipal;
import java.net.URLDecoder;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** The forms as a browser without scripts sends them: every field that was rendered, and the cookies that came. */
class SignInFormsIT {

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);
    private final FormBrowser browser = new FormBrowser(gateway);
    private final String contact = UUID.randomUUID() + "@customer.example";
    private final String personRef = UUID.randomUUID().toString();

    @Test
    void renderedFormsLeadInAndOutAgain() {
        orders.person(contact, personRef, "EMAIL", true);
        noOrdersOf(personRef);

        var asked = browser.send(browser.form("/sign-in", "/sign-in"), Map.of("contact", contact));
        assertThat(asked.getResponseHeaders().getLocation()).hasPath("/sign-in/code");
        var entered = browser.send(
                browser.form("/sign-in/code", "/sign-in/code"), Map.of("code", browser.codeSentTo(contact)));
        assertThat(entered.getResponseHeaders().getLocation()).hasPath("/orders");
        var left = browser.send(browser.form("/orders", "/sign-out"), Map.of());

        assertThat(left.getStatus()).isEqualTo(HttpStatus.SEE_OTHER);
        assertThat(left.getResponseHeaders().getLocation()).hasPath("/find");
        assertThat(browser.cookies()).doesNotContainKey("waymark");
    }

    /** (issue 10, A2.1) */
    @Test
    void whoHadToSignInForAPageComesBackToItAlsoAfterAMistake() {
        orders.person(contact, personRef, "EMAIL", true);
        var led = browser.open("/orders/10044").getResponseHeaders().getLocation();
        assertThat(led).hasToString("/sign-in?to=%2Forders%2F10044");

        var asked = browser.send(
                browser.form(URLDecoder.decode(led.toString(), UTF_8), "/sign-in"), Map.of("contact", contact));
        var next = URLDecoder.decode(asked.getResponseHeaders().getLocation().toString(), UTF_8);
        var wrong = browser.send(browser.form(next, "/sign-in/code"), Map.of("code", "x"));
        var form = Jsoup.parse(wrong.getResponseBody()).expectFirst("form[action=/sign-in/code]");
        var entered = browser.send(form, Map.of("code", browser.codeSentTo(contact)));

        assertThat(entered.getResponseHeaders().getLocation()).hasToString("/orders/10044");
    }

    @Test
    void nobodyIsLedElsewhereBySigningIn() {
        orders.person(contact, personRef, "EMAIL", true);

        var asked = browser.send(
                browser.form("/sign-in?to=//evil.example", "/sign-in"),
                Map.of("contact", contact, "to", "https://evil.example"));
        var entered = browser.send(
                browser.form("/sign-in/code?to=//evil.example", "/sign-in/code"),
                Map.of("code", browser.codeSentTo(contact), "to", "//evil.example/orders"));

        assertThat(asked.getResponseHeaders().getLocation()).hasToString("/sign-in/code");
        assertThat(entered.getResponseHeaders().getLocation()).hasToString("/orders");
    }

    @Test
    void tokenOfSomebodyElsesFormIsRefused() {
        var foreign = new FormBrowser(gateway).form("/sign-in", "/sign-in");
        browser.form("/sign-in", "/sign-in");

        assertThat(browser.send(foreign, Map.of("contact", contact)).getStatus())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void cursorThatIsNotOfOnesOwnListIsABadRequest() {
        browser.cookies().put("waymark", gateway.signedIn(personRef, SessionPrincipal.Role.CUSTOMER));
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/people/" + personRef + "/orders"))
                        .withQueryParam("cursor", equalTo("somebody/else's+list"))
                        .willReturn(Orders.problem(400, "cursor-invalid")));

        gateway.client()
                .get()
                .uri("/api/my/orders?cursor={cursor}", "somebody/else's+list")
                .cookies(all -> browser.cookies().forEach(all::add))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/cursor-invalid")
                .jsonPath("$.code")
                .isEqualTo("cursor-invalid");
    }

    private void noOrdersOf(String person) {
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/people/" + person + "/orders"))
                        .willReturn(Orders.json("{\"orders\":[]}")));
    }
}
