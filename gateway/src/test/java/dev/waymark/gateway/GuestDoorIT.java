package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.waymark.embedded.mongo.audit.MongoCommandsAreListed;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

@ExtendWith(MongoCommandsAreListed.class)
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
                .jsonPath("$.headline.status")
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

    @Test
    void afterTwentyMissesAnAddressIsShutOutEvenFromLinksThatExist() {
        var address = RunningGateway.address();
        var token = Orders.token();
        orders.link(token, "10042", 7, "IN_TRANSIT");

        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 45; i++) {
            statuses.add(status(address, Orders.token()));
        }

        assertThat(statuses.subList(0, 20)).containsOnly(404);
        assertThat(statuses).last().isEqualTo(429);
        assertThat(status(address, token)).isEqualTo(429);
        assertThat(status(RunningGateway.address(), token)).isEqualTo(200);
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
                .isEqualTo("service-away");
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
