package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.UriComponentsBuilder;

/** The desk's pages as a browser without scripts uses them. */
@WithStore
class SupportDeskIT {

    private static final String PHONE = "8 916 123-45-67";

    private final RunningGateway gateway = RunningGateway.shared();
    private final String session = gateway.signedIn("p-desk", SessionPrincipal.Role.SUPPORT);

    @Test
    void whoHasOpenedAnOrderComesBackToWhatWasFound() {
        var number = Orders.number();
        finds(PHONE, hit(number));
        orderIsThere(number);

        var kept = searched(PHONE);

        assertThat(page("/support", kept).select(".hits a").attr("href")).isEqualTo("/support/orders/" + number);
        var order = page("/support/orders/" + number, kept);
        assertThat(order.select("#query").val()).isEqualTo(PHONE);
        assertThat(order.select("main a[href=/support]").text()).isEqualTo("Back to what was found");
        var back = page("/support", kept);
        assertThat(back.select("#query").val()).isEqualTo(PHONE);
        assertThat(back.select(".hits a")).hasSize(1);
    }

    @Test
    void whatWasLookedForIsInNoAddressAndReadableInNoCookie() {
        var kept = searched(PHONE);

        assertThat(kept.getValue()).doesNotContain("916");
        assertThat(new String(Base64.getUrlDecoder().decode(kept.getValue()), UTF_8))
                .doesNotContain("916");
        assertThat(kept.isHttpOnly()).isTrue();
        assertThat(kept.getSameSite()).isEqualTo("Strict");
        assertThat(kept.getPath()).isEqualTo("/support");
        assertThat(kept.getMaxAge().isNegative()).as("until the window closes").isTrue();
    }

    @Test
    void anotherSessionDoesNotSeeIt() {
        finds(PHONE, hit(Orders.number()));
        var kept = searched(PHONE);
        var other = gateway.signedIn("p-other", SessionPrincipal.Role.SUPPORT);

        assertThat(page("/support", kept, other).select("#query").val()).isEmpty();
        assertThat(page("/support", ResponseCookie.from("waymark-desk", "AAAA").build())
                        .select("#query")
                        .val())
                .isEmpty();
    }

    @Test
    void emptySearchBeginsAnew() {
        var forgotten = searched(" ");

        assertThat(forgotten.getValue()).isEmpty();
        assertThat(forgotten.getMaxAge()).isZero();
    }

    @Test
    void orderHasAFormThatRevokesItsLinksAndThePageThenSaysSo() {
        var number = Orders.number();
        orderIsThere(number);
        var nothing = ResponseCookie.from("waymark-desk", "").build();

        var form = page("/support/orders/" + number, nothing).expectFirst("form[action$=/links]");
        assertThat(form.attr("action")).isEqualTo("/support/orders/" + number + "/links");
        assertThat(form.select("input[name=key]").val()).isNotEmpty();

        var after = page("/support/orders/" + number + "?revoked=links", nothing);
        assertThat(after.select("form[action$=/links]")).isEmpty();
        assertThat(after.select("main [role=status]").text()).contains("stop working");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ru | Ничего не нашли | номер заказа 10043, телефон +79161234567 | похоже: номер заказа 10042",
                "en | Nothing found | order number 10043, phone +79161234567 | like the order number 10042"
            })
    void whereNothingIsFoundTheDeskSaysAsWhatItLookedAndWhatIsNear(
            String language, String nothing, String searchedAs, String why) {
        gateway.services()
                .stubFor(post(urlEqualTo("/internal/support/search"))
                        .withRequestBody(equalToJson("{\"query\":\"10043\"}"))
                        .willReturn(Orders.json("""
                                {"searchedAs":[{"by":"ORDER_NUMBER","words":"10043"},{"by":"PHONE","words":"+79161234567"}],
                                 "hits":[],"near":[{"number":"10042","order":%s}]}""".formatted(hit("10042")))));

        var page = page("/support?lang=" + language, searched("10043"));

        assertThat(page.select(".seek h2").eachText()).contains(nothing);
        assertThat(page.select(".searched").text().replace('\u00a0', ' ')).contains(searchedAs);
        assertThat(page.select(".near a").attr("href")).isEqualTo("/support/orders/10042");
        assertThat(page.select(".near a").text().replace('\u00a0', ' ')).contains(why);
    }

    /** Nobody who is signed in is told to sign in, nor that a page is for those to whom they belong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUPPORT | en | /support/audit | This page is for administrators | /support",
                "SUPPORT | ru | /support/sessions | Эта страница для администраторов | /support",
                "CUSTOMER | en | /support | This page is not for you | /orders",
                "CUSTOMER | ru | /support/audit | Сюда вам нельзя | /orders",
                "CUSTOMER | en | /orders/T-unknown | We could not find that order | /orders",
                "SUPPORT | en | /support/orders/T-unknown | There is no such order | /support",
                "SUPPORT | ru | /support/orders/T-unknown | Такого заказа нет | /support",
                "CUSTOMER | en | /nowhere | There is no such page | /orders"
            })
    void errorPageKnowsWhoIsSignedIn(
            SessionPrincipal.Role role, String language, String path, String title, String way) {
        for (var order :
                List.of("/internal/support/orders/T-unknown", "/internal/people/p-signed-in/orders/T-unknown")) {
            gateway.services().stubFor(get(urlPathEqualTo(order)).willReturn(Orders.problem(404, "order-unknown")));
        }

        var page = Jsoup.parse(gateway.client()
                .get()
                .uri(path)
                .header("Accept", "text/html")
                .header("Accept-Language", language)
                .cookie("waymark", gateway.signedIn("p-signed-in", role))
                .exchange()
                .expectStatus()
                .value(status -> assertThat(status).isIn(403, 404))
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());

        assertThat(page.select("h1").text()).isEqualTo(title);
        assertThat(page.select("a[href=/sign-in]")).isEmpty();
        assertThat(page.select("main a.button").eachAttr("href")).contains(way);
        assertThat(page.select("form[action=/sign-out] input[name=_csrf]").val())
                .isNotEmpty();
    }

    @Test
    void strangerIsStillAskedToSignIn() {
        var page = Jsoup.parse(gateway.client()
                .get()
                .uri("/nowhere")
                .header("Accept", "text/html")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());

        assertThat(page.select("header a[href=/sign-in]")).hasSize(1);
        assertThat(page.select("form[action=/sign-out]")).isEmpty();
    }

    private ResponseCookie searched(String query) {
        var answer = gateway.client()
                .mutate()
                .filter(gateway.formTokens())
                .build()
                .post()
                .uri("/support")
                .cookie("waymark", session)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(UriComponentsBuilder.newInstance()
                        .queryParam("query", "{query}")
                        .encode()
                        .buildAndExpand(query)
                        .toUriString()
                        .substring(1))
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/support")
                .expectBody()
                .returnResult();
        return answer.getResponseCookies().getFirst("waymark-desk");
    }

    private Document page(String path, ResponseCookie kept) {
        return page(path, kept, session);
    }

    private Document page(String path, ResponseCookie kept, String session) {
        var html = gateway.client()
                .get()
                .uri(path)
                .header("Accept-Language", "en")
                .cookie("waymark", session)
                .cookie(kept.getName(), kept.getValue())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return Jsoup.parse(html);
    }

    private void finds(String query, String hit) {
        gateway.services()
                .stubFor(post(urlEqualTo("/internal/support/search"))
                        .withRequestBody(equalToJson("{\"query\":\"" + query + "\"}"))
                        .willReturn(Orders.json(
                                "{\"searchedAs\":[{\"by\":\"PHONE\",\"words\":\"+79161234567\"}],\"hits\":[%s],\"near\":[]}"
                                        .formatted(hit))));
    }

    private void orderIsThere(String number) {
        gateway.services()
                .stubFor(get(urlEqualTo("/internal/support/orders/" + number))
                        .willReturn(Orders.json(Orders.view(number, 7, "IN_TRANSIT"))));
        gateway.services()
                .stubFor(get(urlEqualTo("/internal/orders/" + Orders.id(number) + "/messages"))
                        .willReturn(Orders.json("{\"messages\":[]}")));
    }

    private static String hit(String number) {
        return """
                {"orderNumber":"%s","placedAt":"2027-05-10T09:00:00Z","matched":"%s","name":"Анна П.",
                 "summary":{"status":"IN_TRANSIT","delivered":0,"of":1,"actionRequired":false}}""".formatted(number, number.equals("10042") ? "ORDER_NUMBER" : "PHONE");
    }
}
