package dev.waymark.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.orders.people.LinkTokens;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The links of one order, revoked. */
class LinkRevocationIT extends RunningOrderService {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

    @Autowired
    private LinkTokens links;

    @Test
    void linksThatWereSentExpireAndTheNextMessageHasNewOnes() {
        var number = number();
        var other = number();
        placed(number, order(number, ""));
        placed(other, order(other, ""));
        var untouched = token(other, "EMAIL");
        var email = token(number, "EMAIL");
        var sms = token(number, "SMS");

        var revoked = accepted(revoked(number, "first"));

        assertThat(revoked.get("orderNumber").asString()).isEqualTo(number);
        expires(email);
        problem(opened(sms), 410, "link-expired");
        opened(untouched).exchange().expectStatus().isOk();
        var fresh = token(number, "EMAIL");
        assertThat(fresh).isNotEqualTo(email);
        opened(fresh).exchange().expectStatus().isOk();
        assertThat(found(number).get("linkToken").asString()).isEqualTo(fresh);
    }

    @Test
    void requestSentAgainRevokesNothingMore() {
        var number = number();
        placed(number, order(number, ""));
        var old = token(number, "EMAIL");
        var first = accepted(revoked(number, "first"));
        expires(old);
        var fresh = token(number, "EMAIL");

        assertThat(accepted(revoked(number, "first"))).isEqualTo(first);
        opened(fresh).exchange().expectStatus().isOk();

        revoked(number, "second").exchange().expectStatus().isAccepted();
        expires(fresh);
    }

    @Test
    void secondRevocationCountsHoweverSoonItComes() {
        var number = number();
        placed(number, order(number, ""));
        var id = OrderId.of(new OrderNumber(number));

        revoked(number, "first").exchange().expectStatus().isAccepted();
        revoked(number, "second").exchange().expectStatus().isAccepted();

        await().atMost(ENOUGH).until(() -> token(number, "EMAIL"), links.token(id, 2, Channel.EMAIL)::equals);
        expires(links.token(id, 1, Channel.EMAIL));
    }

    @Test
    void revokedLinkIsReplacedForWhoeverOrderedAndSoIsARenewedOne() {
        var number = number();
        placed(number, order(number, ""));
        var old = token(number, "EMAIL");
        revoked(number, "first").exchange().expectStatus().isAccepted();
        expires(old);

        var renewed = body(renewed(old)).at("/contact/contacts/EMAIL/linkToken").asString();
        opened(renewed).exchange().expectStatus().isOk();

        revoked(number, "second").exchange().expectStatus().isAccepted();
        expires(renewed);
    }

    @Test
    void bodyThatSaysSomethingIsRefused() {
        var number = number();

        problem(
                post("links:revoke", "/api/orders/{number}/links/revocation", number)
                        .header("Idempotency-Key", number)
                        .bodyValue("{\"generation\": 7}"),
                422,
                "validation");
    }

    @Test
    void unknownOrderHasNoLinks() {
        problem(revoked(number(), "first"), 404, "order-unknown");
    }

    private static JsonNode accepted(WebTestClient.RequestHeadersSpec<?> request) {
        return new JsonMapper()
                .readTree(request.exchange()
                        .expectStatus()
                        .isAccepted()
                        .expectBody()
                        .returnResult()
                        .getResponseBody());
    }

    private void expires(String token) {
        await().atMost(ENOUGH).untilAsserted(() -> problem(opened(token), 410, "link-expired"));
    }

    private WebTestClient.RequestHeadersSpec<?> revoked(String number, String key) {
        return post("links:revoke", "/api/orders/{number}/links/revocation", number)
                .header("Idempotency-Key", key + "-" + number)
                .bodyValue("{}");
    }

    private WebTestClient.RequestHeadersSpec<?> opened(String token) {
        return post("orders:guest", "/internal/links/resolve").bodyValue("{\"token\": \"%s\"}".formatted(token));
    }

    private WebTestClient.RequestHeadersSpec<?> renewed(String token) {
        return post("links:renew", "/internal/links/renew").bodyValue("{\"token\": \"%s\"}".formatted(token));
    }

    private JsonNode found(String number) {
        return body(post("orders:guest", "/internal/lookups")
                .bodyValue("{\"number\": \"%s\", \"contact\": \"+79161234542\"}".formatted(number)));
    }

    private String token(String number, String channel) {
        return body(post("contacts:read", "/internal/orders/{id}/contact", OrderId.of(new OrderNumber(number))))
                .at("/contacts/" + channel + "/linkToken")
                .asString();
    }
}
