package dev.waymark.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.orders.ordering.IdempotencyStore;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState;
import dev.waymark.orders.ordering.IdempotencyStore.StoredResponse;
import dev.waymark.orders.query.RenewedLinkStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

class ExpiryIT extends RunningOrderService {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LIVE = Duration.ofDays(90);

    @Autowired
    private IdempotencyStore requests;

    @Autowired
    private RenewedLinkStore renewals;

    @Test
    void linkExpiresNinetyDaysAfterTheOrder() {
        var number = number();
        placed(number, order(number, ""));
        var token = token(number, "EMAIL");
        var shorter = token(number, "SMS");

        clock.goAhead(LIVE.minus(HOUR));
        opened(token).exchange().expectStatus().isOk();
        opened(shorter).exchange().expectStatus().isOk();

        clock.goAhead(LIVE.plus(HOUR));
        problem(opened(token), 410, "link-expired");
        problem(opened(shorter), 410, "link-expired");
    }

    @Test
    void expiredLinkIsReplacedAndStaysExpired() {
        var number = number();
        placed(number, order(number, ""));
        for (var channel : List.of("EMAIL", "SMS", "TELEGRAM")) {
            clock.comeBack();
            var old = token(number, channel);
            clock.goAhead(LIVE.plus(HOUR));

            var renewed = body(renewed(old));

            assertThat(renewed.get("channel").asString()).isEqualTo(channel);
            assertThat(Instant.parse(renewed.get("until").asString()))
                    .isCloseTo(clock.instant().plus(LIVE), within(1, ChronoUnit.MINUTES));
            assertThat(renewed.at("/contact/contacts/SMS/address").asString()).isEqualTo("+79161234542");
            var fresh =
                    renewed.at("/contact/contacts/" + channel + "/linkToken").asString();
            assertThat(fresh).hasSameSizeAs(old).isNotEqualTo(old);
            opened(fresh).exchange().expectStatus().isOk();
            problem(opened(old), 410, "link-expired");

            clock.goAhead(LIVE.multipliedBy(2).plus(HOUR).plus(HOUR));
            problem(opened(fresh), 410, "link-expired");
            assertThat(body(renewed(fresh))
                            .at("/contact/contacts/" + channel + "/linkToken")
                            .asString())
                    .isNotEqualTo(fresh);
        }
    }

    @Test
    void renewalsOfOneDayGiveOneLink() {
        var number = number();
        placed(number, order(number, ""));
        var old = token(number, "EMAIL");
        clock.goAhead(LIVE.plus(HOUR));

        var first = body(renewed(old)).at("/contact/contacts/EMAIL/linkToken").asString();
        var second = body(renewed(old)).at("/contact/contacts/EMAIL/linkToken").asString();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void validOrUnknownLinkIsNotRenewed() {
        var number = number();
        placed(number, order(number, ""));

        problem(renewed(token(number, "EMAIL")), 404, "link-unknown");
        problem(renewed("0123456789abcdefABCDEF"), 404, "link-unknown");
    }

    @Test
    void renewedLinksAreDeletedAfterTwiceTheirLifetime() {
        var number = number();
        placed(number, order(number, ""));
        var old = token(number, "EMAIL");
        clock.goAhead(LIVE.plus(HOUR));
        var fresh = body(renewed(old)).at("/contact/contacts/EMAIL/linkToken").asString();

        clock.goAhead(LIVE.multipliedBy(3).plus(Duration.ofDays(1)));
        assertThat(renewals.deleteOlderThan(LIVE.multipliedBy(2)).block()).isPositive();

        problem(opened(fresh), 404, "link-unknown");
    }

    @Test
    void newsOfAShipmentExtendTheLink() {
        var number = number();
        var parcel = parcel();
        placed(number, withParcel(number, parcel));
        var token = token(number, "EMAIL");
        var heard = clock.instant().plus(Duration.ofDays(60));
        var hours = (int) Duration.between(Samples.NOON, heard).toHours() - 1;
        tell(Samples.received(parcel, heard, Samples.scan(parcel, SubStatus.ACCEPTED, hours)));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("orders:read", "/api/shipments/cdek/{parcel}", parcel)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.customerStatus")
                        .isEqualTo("ACCEPTED"));

        clock.goAhead(LIVE.plus(HOUR));
        opened(token).exchange().expectStatus().isOk();

        clock.goAhead(LIVE.plusDays(60).plus(HOUR));
        problem(opened(token), 410, "link-expired");
    }

    @Test
    void storedResponseExpiresAfterADay() {
        var number = number();
        var other = number();
        assertThat(asked("key-" + number, number)).isEqualTo(201);

        clock.goAhead(IdempotencyStore.RETENTION.minus(HOUR));
        assertThat(asked("key-" + number, number)).isEqualTo(201);
        assertThat(asked("key-" + number, other)).isEqualTo(422);

        clock.goAhead(IdempotencyStore.RETENTION.plus(HOUR));
        assertThat(asked("key-" + number, other)).isEqualTo(201);
    }

    @Test
    void abandonedRequestIsTakenOverOnce() {
        var key = number();
        assertThat(requests.begin(key, "payload").block()).isInstanceOf(IdempotencyState.Started.class);
        clock.goAhead(IdempotencyStore.LEASE.minusSeconds(5));
        assertThat(requests.begin(key, "payload").block()).isInstanceOf(IdempotencyState.InProgress.class);

        clock.goAhead(IdempotencyStore.LEASE.plusSeconds(5));
        var begun = Flux.fromStream(IntStream.range(0, 8).boxed())
                .flatMap(i -> requests.begin(key, "payload"))
                .collectList()
                .block();

        assertThat(begun).filteredOn(IdempotencyState.Started.class::isInstance).hasSize(1);
        assertThat(begun)
                .filteredOn(IdempotencyState.InProgress.class::isInstance)
                .hasSize(7);
    }

    @Test
    void onlyExpiredResponsesAreDeleted() {
        var old = number();
        var young = number();
        requests.begin(old, "payload").block();
        requests.complete(old, new StoredResponse(201, null, "{}")).block();
        clock.goAhead(HOUR);
        requests.begin(young, "payload").block();
        requests.complete(young, new StoredResponse(201, null, "{}")).block();

        clock.goAhead(IdempotencyStore.RETENTION.plusMinutes(30));
        assertThat(requests.deleteExpired().block()).isPositive();

        assertThat(requests.begin(young, "payload").block()).isInstanceOf(IdempotencyState.Completed.class);
        clock.comeBack();
        assertThat(requests.begin(old, "other").block()).isInstanceOf(IdempotencyState.Started.class);
    }

    private int asked(String key, String number) {
        return post("orders:write", "/api/orders")
                .header("Idempotency-Key", key)
                .bodyValue(order(number, ""))
                .exchange()
                .returnResult(byte[].class)
                .getStatus()
                .value();
    }

    private WebTestClient.RequestHeadersSpec<?> opened(String token) {
        return post("orders:guest", "/internal/links/resolve").bodyValue("{\"token\": \"%s\"}".formatted(token));
    }

    private WebTestClient.RequestHeadersSpec<?> renewed(String token) {
        return post("links:renew", "/internal/links/renew").bodyValue("{\"token\": \"%s\"}".formatted(token));
    }

    private String token(String number, String channel) {
        return body(post("contacts:read", "/internal/orders/{id}/contact", OrderId.of(new OrderNumber(number))))
                .at("/contacts/" + channel + "/linkToken")
                .asString();
    }
}
