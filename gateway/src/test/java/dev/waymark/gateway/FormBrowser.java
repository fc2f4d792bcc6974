package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** A browser without scripts: it keeps cookies, and sends a form with every field that was rendered. */
final class FormBrowser {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\d{6})\"");

    private final RunningGateway gateway;
    private final WebTestClient client;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    FormBrowser(RunningGateway gateway) {
        this.gateway = gateway;
        this.client = gateway.client();
    }

    Map<String, String> cookies() {
        return cookies;
    }

    EntityExchangeResult<String> open(String page) {
        return kept(client.get()
                .uri(page)
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .cookies(all -> cookies.forEach(all::add))
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    Document page(String page) {
        var shown = open(page);
        assertThat(shown.getStatus().value()).as(page).isEqualTo(200);
        return Jsoup.parse(shown.getResponseBody());
    }

    Element form(String page, String action) {
        return page(page).expectFirst("form[action=" + action + "]");
    }

    EntityExchangeResult<String> send(Element form, Map<String, String> typed) {
        return send(form, form.attr("action"), typed);
    }

    /** By a button that leads to {@code action}. */
    EntityExchangeResult<String> send(Element form, String action, Map<String, String> typed) {
        var fields = new LinkedMultiValueMap<String, String>();
        form.select("input[name]").forEach(input -> fields.add(input.attr("name"), input.val()));
        typed.forEach(fields::set);
        return kept(client.method(HttpMethod.valueOf(form.attr("method").toUpperCase(Locale.ROOT)))
                .uri(action)
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
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

    /** The newest. */
    String codeSentTo(String contact) {
        var letters = postRequestedFor(urlEqualTo("/internal/codes")).withRequestBody(containing(contact));
        await().atMost(ENOUGH).until(() -> !gateway.services().findAll(letters).isEmpty());
        var code = CODE.matcher(gateway.services().findAll(letters).getLast().getBodyAsString());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }
}
