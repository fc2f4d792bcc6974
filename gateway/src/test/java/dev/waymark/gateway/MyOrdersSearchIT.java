package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.matching.StringValuePattern;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal;
import java.net.URI;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@WithStore
class MyOrdersSearchIT {

    private static final String WORDS = "чайник & K+1";

    private final RunningGateway gateway = RunningGateway.shared();
    private final String personRef = UUID.randomUUID().toString();
    private final String session = gateway.signedIn(personRef, SessionPrincipal.Role.CUSTOMER);

    @Test
    void pagesOfASearchKeepWhatIsLookedFor() {
        answers(
                WORDS,
                absent(),
                "{\"orders\":[%s],\"next\":\"c/1+2\"}".formatted(Orders.view("10042", 7, "IN_TRANSIT")));
        answers(WORDS, equalTo("c/1+2"), "{\"orders\":[%s]}".formatted(Orders.view("10043", 7, "IN_TRANSIT")));

        var first = page(asked("/orders?q={words}", WORDS));
        assertThat(first.select("#query").val()).isEqualTo(WORDS);
        assertThat(first.select("form[method=get][action=/orders]")).hasSize(1);
        assertThat(first.select("a.order").attr("href")).isEqualTo("/orders/10042");
        var more = first.select("main .next a").get(0).attr("href");

        var second = page(gateway.client().get().uri(URI.create("http://localhost:" + gateway.port() + more)));
        assertThat(second.select("a.order").attr("href")).isEqualTo("/orders/10043");
        assertThat(second.select("#query").val()).isEqualTo(WORDS);
        assertThat(second.select("main .next a").eachAttr("href"))
                .contains("/orders")
                .hasSize(2);
    }

    @Test
    void apiNamesTheNextPageOfTheSameSearch() {
        answers(WORDS, absent(), "{\"orders\":[],\"next\":\"c/1+2\"}");

        asked("/api/my/orders?query={words}", WORDS)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(
                        HttpHeaders.LINK,
                        "</api/my/orders?query=%D1%87%D0%B0%D0%B9%D0%BD%D0%B8%D0%BA%20%26%20K%2B1&cursor=c%2F1%2B2&limit=20>; rel=\"next\"");
    }

    @ParameterizedTest
    @CsvSource({"ru, Ничего не нашли, Найти среди моих заказов", "en, Nothing found, Find among my orders"})
    void nothingFoundIsSaidAndTheWayBackOffered(String language, String said, String label) {
        answers("самовар", absent(), "{\"orders\":[]}");

        var page = page(asked("/orders?q={words}&lang=" + language, "самовар"));

        assertThat(page.select("main [role=status] h2").text()).isEqualTo(said);
        assertThat(page.select("label[for=query]").text().replace('\u00a0', ' '))
                .isEqualTo(label);
        assertThat(page.select("main .next a").eachAttr("href")).contains("/orders");
    }

    @Test
    void cursorOfAnotherSearchIsABadRequest() {
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/people/" + personRef + "/orders"))
                        .withQueryParam("query", equalTo("чашка"))
                        .willReturn(Orders.problem(400, "cursor-invalid")));

        asked("/api/my/orders?query={words}&cursor=c", "чашка")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("cursor-invalid");
    }

    @Test
    void wordsWithoutEndAreRefusedByTheApiAndCutByThePage() {
        answers("x".repeat(100), absent(), "{\"orders\":[]}");

        asked("/api/my/orders?query={words}", "x".repeat(101))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
        assertThat(page(asked("/orders?q={words}", "x".repeat(1_000)))
                        .select("#query")
                        .val())
                .isEqualTo("x".repeat(100));
    }

    private void answers(String words, StringValuePattern cursor, String body) {
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/people/" + personRef + "/orders"))
                        .withQueryParam("query", equalTo(words))
                        .withQueryParam("cursor", cursor)
                        .willReturn(Orders.json(body)));
    }

    private WebTestClient.RequestHeadersSpec<?> asked(String path, String words) {
        return gateway.client().get().uri(path, words).cookie("waymark", session);
    }

    private Document page(WebTestClient.RequestHeadersSpec<?> request) {
        return Jsoup.parse(request.cookie("waymark", session)
                .header("Accept", "text/html")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
