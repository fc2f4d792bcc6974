package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.util.UriComponentsBuilder;

/** The desk's and the shop's way to messages that did not get through, and to addresses that take none. */
@WithStore
class MessagesDeskIT {

    private final RunningGateway gateway = RunningGateway.shared();
    private final String number = Orders.number();
    private final String lift = "/internal/orders/" + Orders.id(number) + "/undeliverable/lift";
    private final String reason = "smtp-rcpt-" + UUID.randomUUID();
    private final WebTestClient operator = staff(SessionPrincipal.Role.SUPPORT);
    private final WebTestClient administrator = staff(SessionPrincipal.Role.ADMINISTRATOR);

    @BeforeEach
    void orderIsThere() {
        gateway.services()
                .stubFor(get(urlEqualTo("/internal/support/orders/" + number))
                        .willReturn(Orders.json(Orders.view(number, 7, "IN_TRANSIT"))));
        gateway.services()
                .stubFor(get(urlEqualTo("/internal/orders/" + Orders.id(number) + "/messages"))
                        .willReturn(Orders.json("""
                                {"messages":[
                                  {"id":"m-failed","kind":"placed","channel":"EMAIL","decidedAt":"2027-05-12T09:00:00Z",
                                   "outcome":"FAILED","reason":"smtp-rcpt-5.1","recipient":"a···@e···"},
                                  {"id":"m-uncertain","kind":"delivered","channel":"SMS","decidedAt":"2027-05-12T08:00:00Z",
                                   "outcome":"UNCERTAIN","reason":"smpp-submit-silence","recipient":"+7 ··· 42"},
                                  {"id":"m-sent","kind":"accepted","channel":"SMS","decidedAt":"2027-05-12T07:00:00Z",
                                   "outcome":"SENT","recipient":"+7 ··· 42","sentAt":"2027-05-12T07:00:00Z"},
                                  {"id":"m-link","kind":"new_link","channel":"EMAIL","decidedAt":"2027-05-12T06:00:00Z",
                                   "outcome":"FAILED","reason":"busy","recipient":"a···@e···"}],
                                 "undeliverable":[{"channel":"EMAIL","recipient":"a···@e···","reason":"smtp-rcpt-5.1",
                                   "since":"2027-05-12T09:00:00Z"}]}""")));
        gateway.services()
                .stubFor(post(urlEqualTo(lift))
                        .withRequestBody(equalToJson("{\"channel\":\"EMAIL\"}"))
                        .willReturn(Orders.json("{\"lifted\":true}")));
        gateway.services()
                .stubFor(post(urlEqualTo("/internal/messages/redrive"))
                        .withRequestBody(WireMock.containing(Orders.id(number).value()))
                        .willReturn(Orders.json("{\"redriven\":1}").withStatus(202)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ru | почтовый сервер не принял получателя (smtp-rcpt-5.1) | Отправить снова | На этот адрес не пишем",
                "en | the mail server did not accept the recipient (smtp-rcpt-5.1) | Send again | No messages go to this address"
            })
    void orderShowsWhatDidNotGetThroughAndWhyAndWhereNothingGoes(
            String language, String why, String button, String suppressed) {
        var page = page(operator, "/support/orders/" + number + "?lang=" + language);

        var forms = page.select("form[action$=/messages]");
        assertThat(forms.select("input[name=message]").eachAttr("value")).containsExactly("m-failed", "m-uncertain");
        assertThat(forms.select("button").eachText()).allMatch(button::equals);
        assertThat(page.select(".log").text().replace('\u00a0', ' ')).contains(why);
        var card = page.expectFirst("section:has(form[action$=/undeliverable])");
        assertThat(card.expectFirst("h2").text().replace('\u00a0', ' ')).isEqualTo(suppressed);
        assertThat(card.text().replace('\u00a0', ' ')).contains("a···@e···", why);
    }

    @Test
    void formOfAMessageSendsItAgainAndThePageSaysSo() {
        var after = sent(operator, "/support/orders/" + number + "/messages", "message", "m-failed");

        assertThat(page(operator, after).select("main [role=status]").text()).contains("tried again");
        assertThat(redrives("{\"order\":\"%s\",\"message\":\"m-failed\"}".formatted(Orders.id(number))))
                .isOne();
    }

    @Test
    void formOfAnAddressLiftsItsSuppression() {
        var after = sent(operator, "/support/orders/" + number + "/undeliverable", "channel", "EMAIL");

        assertThat(page(operator, after).select("main [role=status]").text()).contains("go to this address again");
        assertThat(lifts()).isOne();
    }

    @Test
    void formWithoutItsTokenDoesNothing() {
        for (var path : new String[] {
            "/support/orders/" + number + "/messages",
            "/support/orders/" + number + "/undeliverable",
            "/support/messages"
        }) {
            administrator
                    .mutate()
                    .filters(List::clear)
                    .build()
                    .post()
                    .uri(path)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .bodyValue("message=m-failed&channel=EMAIL&reason=" + reason)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }

        assertThat(lifts()).isZero();
        assertThat(redrives("{\"order\":\"%s\",\"message\":\"m-failed\"}".formatted(Orders.id(number))))
                .isZero();
    }

    @Test
    void administratorSeesHowManyOfAReasonThereAreAndSendsThemAgain() {
        gateway.services()
                .stubFor(get(urlPathEqualTo("/internal/messages/failed"))
                        .withQueryParam("since", equalTo("2027-05-11T21:00:00Z"))
                        .willReturn(Orders.json("""
                                {"reasons":[{"reason":"%s","failed":3,"uncertain":1}]}""".formatted(reason))));
        var selection = "{\"reason\":\"%s\",\"since\":\"2027-05-11T21:00:00Z\"}".formatted(reason);
        gateway.services()
                .stubFor(post(urlEqualTo("/internal/messages/redrive"))
                        .withRequestBody(equalToJson(selection))
                        .willReturn(Orders.json("{\"redriven\":4}").withStatus(202)));

        assertThat(page(administrator, "/support").select("a[href=/support/messages]"))
                .hasSize(1);
        assertThat(page(operator, "/support").select("a[href=/support/messages]"))
                .isEmpty();
        var page = page(administrator, "/support/messages?since=2027-05-12T00:00");
        var form = page.expectFirst("form:has(input[name=reason])");
        assertThat(form.parent().text()).contains("3 failed, 1 may have arrived", "Send 4 again");
        assertThat(form.select("input[name=reason]").val()).isEqualTo(reason);

        var answered = administrator
                .post()
                .uri("/support/messages")
                .accept(MediaType.TEXT_HTML)
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(fields("reason", reason, "since", "2027-05-12T00:00"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(Jsoup.parse(answered).select("[role=status]").text()).isEqualTo("4 are tried again");
        assertThat(redrives(selection)).isOne();
    }

    @Test
    void deskDoesTheSameByJson() {
        var selection = "{\"reason\":\"%s\",\"since\":\"2027-05-11T21:00:00Z\"}".formatted(reason);
        gateway.services()
                .stubFor(post(urlEqualTo("/internal/messages/redrive"))
                        .withRequestBody(equalToJson(selection))
                        .willReturn(Orders.json("{\"redriven\":4}").withStatus(202)));

        json(operator, "/api/support/orders/" + number + "/messages/redrive", "{\"message\":\"m-failed\"}", 202)
                .jsonPath("$.redriven")
                .isEqualTo(1);
        json(operator, "/api/support/orders/" + number + "/undeliverable/lift", "{\"channel\":\"EMAIL\"}", 200)
                .jsonPath("$.lifted")
                .isEqualTo(true);
        json(administrator, "/api/support/messages/redrive", selection, 202)
                .jsonPath("$.redriven")
                .isEqualTo(4);
        json(administrator, "/api/support/messages/redrive", "{\"since\":\"2027-05-11T21:00:00Z\"}", 422)
                .jsonPath("$.code")
                .isEqualTo("validation");
        operator.get()
                .uri("/api/support/orders/" + number)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.undeliverable[0].channel")
                .isEqualTo("EMAIL");
    }

    /** No store can be asked about such a time. (issue 10, A4) */
    @ParameterizedTest
    @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void timeThatNoCalendarHasIsAMistakeOfTheRequest(String since) {
        administrator
                .get()
                .uri("/api/support/messages/failed?since={since}", since)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/since");
        json(administrator, "/api/support/messages/redrive", "{\"reason\":\"busy\",\"since\":\"" + since + "\"}", 422)
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/since");
    }

    @Test
    void shopSeesWithItsOrderThatAnAddressTakesNothingAndLiftsIt() {
        var shop = gateway.client();

        shop.get()
                .uri("/api/orders/{number}/messages", number)
                .header("X-API-Key", RunningGateway.READ_KEY)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.undeliverable[0].reason")
                .isEqualTo("smtp-rcpt-5.1");
        json(
                        shop.mutate()
                                .defaultHeader("X-API-Key", RunningGateway.WRITE_KEY)
                                .build(),
                        "/api/orders/" + number + "/undeliverable/lift",
                        "{\"channel\":\"EMAIL\"}",
                        200)
                .jsonPath("$.lifted")
                .isEqualTo(true);

        assertThat(lifts()).isOne();
    }

    private WebTestClient staff(SessionPrincipal.Role role) {
        return gateway.client()
                .mutate()
                .defaultCookie("waymark", gateway.signedIn("p-" + role, role))
                .filter(gateway.formTokens())
                .build();
    }

    private int lifts() {
        return gateway.services().findAll(postRequestedFor(urlEqualTo(lift))).size();
    }

    private int redrives(String selection) {
        return gateway.services()
                .findAll(postRequestedFor(urlEqualTo("/internal/messages/redrive"))
                        .withRequestBody(equalToJson(selection)))
                .size();
    }

    private static WebTestClient.BodyContentSpec json(WebTestClient client, String path, String body, int status) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    private static String fields(String... namesAndValues) {
        var fields = UriComponentsBuilder.newInstance();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.queryParam(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields.encode().build().toUriString().substring(1);
    }

    /** Sends a form of the page, and returns where it leads. */
    private static String sent(WebTestClient client, String path, String field, String value) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(fields(field, value))
                .exchange()
                .expectStatus()
                .isSeeOther()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Location");
    }

    private static Document page(WebTestClient client, String path) {
        return Jsoup.parse(client.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .header("Accept-Language", "en")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
