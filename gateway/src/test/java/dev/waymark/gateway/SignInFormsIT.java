package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.gateway.signin.SessionPrincipal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** The forms as a browser without scripts sends them: every field that was rendered, and the cookies that came. */
class SignInFormsIT {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\d{6})\"");

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);
    private final WebTestClient client = gateway.client();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String contact = UUID.randomUUID() + "@customer.example";
    private final String personRef = UUID.randomUUID().toString();

    @Test
    void renderedFormsLeadInAndOutAgain() {
        orders.person(contact, personRef, "EMAIL", true);
        noOrdersOf(personRef);

        var asked = send(form("/sign-in", "/sign-in"), Map.of("contact", contact));
        assertThat(asked.getResponseHeaders().getLocation()).hasPath("/sign-in/code");
        var entered = send(form("/sign-in/code", "/sign-in/code"), Map.of("code", code()));
        assertThat(entered.getResponseHeaders().getLocation()).hasPath("/orders");
        var left = send(form("/orders", "/sign-out"), Map.of());

        assertThat(left.getStatus()).isEqualTo(HttpStatus.SEE_OTHER);
        assertThat(left.getResponseHeaders().getLocation()).hasPath("/find");
        assertThat(cookies).doesNotContainKey("waymark");
    }

    @Test
    void tokenOfSomebodyElsesFormIsRefused() {
        var foreign = new SignInFormsIT().form("/sign-in", "/sign-in");
        form("/sign-in", "/sign-in");

        assertThat(send(foreign, Map.of("contact", contact)).getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void cursorThatIsNotOfOnesOwnListIsABadRequest() {
        cookies.put("waymark", gateway.signedIn(personRef, SessionPrincipal.Role.CUSTOMER));
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/people/" + personRef + "/orders"))
                        .withQueryParam("cursor", equalTo("somebody/else's+list"))
                        .willReturn(Orders.problem(400, "cursor-invalid")));

        client.get()
                .uri("/api/my/orders?cursor={cursor}", "somebody/else's+list")
                .cookies(all -> cookies.forEach(all::add))
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

    private Element form(String page, String action) {
        var shown = kept(client.get()
                .uri(page)
                .header("Accept", "text/html")
                .cookies(all -> cookies.forEach(all::add))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult());
        return Jsoup.parse(shown.getResponseBody()).expectFirst("form[action=" + action + "]");
    }

    private EntityExchangeResult<String> send(Element form, Map<String, String> typed) {
        var fields = new LinkedMultiValueMap<String, String>();
        form.select("input[name]").forEach(input -> fields.add(input.attr("name"), input.val()));
        typed.forEach(fields::set);
        return kept(client.method(HttpMethod.valueOf(form.attr("method").toUpperCase(Locale.ROOT)))
                .uri(form.attr("action"))
                .header("Accept", "text/html")
                .cookies(all -> cookies.forEach(all::add))
                .body(BodyInserters.fromFormData(fields))
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    private EntityExchangeResult<String> kept(EntityExchangeResult<String> answer) {
        answer.getResponseCookies().toSingleValueMap().forEach((name, cookie) -> {
            if (cookie.getMaxAge().isZero()) {
                cookies.remove(name);
            } else {
                cookies.put(name, cookie.getValue());
            }
        });
        return answer;
    }

    private String code() {
        var letters = postRequestedFor(urlEqualTo("/internal/codes")).withRequestBody(containing(contact));
        await().atMost(ENOUGH).until(() -> !gateway.services().findAll(letters).isEmpty());
        var code = CODE.matcher(gateway.services().findAll(letters).get(0).getBodyAsString());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }
}
