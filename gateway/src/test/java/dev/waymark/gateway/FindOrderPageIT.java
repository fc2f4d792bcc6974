package dev.waymark.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.junit.WithStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

@WithStore
class FindOrderPageIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);

    @Test
    void numberAndContactLeadToTheGuestPage() {
        var number = Orders.number();
        var token = Orders.token();
        orders.lookup(number, "anna@shop.example", token);

        var found = find(number, "anna@shop.example");

        assertThat(found.getStatus().value()).isEqualTo(200);
        assertThat(new String(found.getResponseBodyContent(), UTF_8)).contains("\"page\":\"/t/" + token + "\"");
    }

    /** (issue 10, A2.2) */
    @Test
    void whoFoundAnOrderSeesMoreThanItsLinkShowsToOthers() {
        var number = Orders.number();
        var token = Orders.token();
        orders.lookup(number, "anna@shop.example", token);
        orders.link(token, "10042", 7, "IN_TRANSIT");
        orders.matchedLink(token, number);
        var other = Orders.token();
        orders.link(other, "10043", 7, "IN_TRANSIT");
        var browser = new FormBrowser(gateway);

        browser.send(browser.form("/find", "/find"), Map.of("number", number, "contact", "anna@shop.example"));
        var page = browser.page("/t/" + token).text();

        assertThat(page).contains(number, "Anna P.", "Perm, Lenina 5");
        assertThat(browser.page("/t/" + token + "/fragment").text()).contains("Lenina 5");
        assertThat(new FormBrowser(gateway).page("/t/" + token).text()).doesNotContain("Lenina 5", "Anna P.");
        browser.page("/t/" + other);
        browser.cookies().compute("waymark-found", (_, value) -> value + "0");
        assertThat(browser.page("/t/" + token).text()).doesNotContain("Lenina 5");
    }

    @Test
    void wrongContactAndUnknownNumberAreAnsweredWithTheSameBytes() {
        var number = Orders.number();
        orders.lookup(number, "anna@shop.example", Orders.token());

        var wrongContact = find(number, "boris@shop.example");
        var unknownNumber = find(Orders.number(), "anna@shop.example");
        var nonsense = find("?", "?");

        assertThat(wrongContact.getStatus().value()).isEqualTo(404);
        assertThat(shape(unknownNumber)).isEqualTo(shape(wrongContact));
        assertThat(shape(nonsense)).isEqualTo(shape(wrongContact));
        assertThat(unknownNumber.getResponseBodyContent()).isEqualTo(wrongContact.getResponseBodyContent());
        assertThat(nonsense.getResponseBodyContent()).isEqualTo(wrongContact.getResponseBodyContent());
    }

    @Test
    void sixthWrongTryForOneNumberFromOneAddressIsRefusedWhetherOrNotItExists() {
        var known = Orders.number();
        orders.lookup(known, "anna@shop.example", Orders.token());

        for (var number : List.of(known, Orders.number())) {
            var address = RunningGateway.address();
            assertThat(guesses(5, address, number)).containsOnly(404);
            var refused = find(address, number, "guess6@shop.example");
            assertThat(refused.getStatus().value()).isEqualTo(429);
            assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
        }
    }

    @Test
    void rightPairPassesWhateverWasGuessedBeforeItFromHereOrFromElsewhere() {
        var number = Orders.number();
        var address = RunningGateway.address();
        orders.lookup(number, "anna@shop.example", Orders.token());

        assertThat(guesses(7, address, number)).contains(429);

        assertThat(find(address, number, "anna@shop.example").getStatus().value())
                .isEqualTo(200);
        assertThat(find(number, "anna@shop.example").getStatus().value()).isEqualTo(200);
    }

    @Test
    void rightPairsDoNotCount() {
        var number = Orders.number();
        var address = RunningGateway.address();
        orders.lookup(number, "anna@shop.example", Orders.token());

        for (var i = 0; i < 40; i++) {
            assertThat(find(address, number, "anna@shop.example").getStatus().value())
                    .isEqualTo(200);
        }

        assertThat(guesses(1, address, number)).containsOnly(404);
    }

    /** Where it was guessed the owner is refused as well, of IPv6 in the whole network, and let in from anywhere else. */
    @Test
    void guesserIsRefusedForTheDayAndOnlyWhereTheyGuess() {
        var bounded = RunningGateway.start("--waymark.gateway.limits.find-tries-per-day=3");
        try {
            var contact = "+79161234567";
            var spellings = List.of(contact, "8 (916) 123-45-67", "+7 916 123 45 67 доб. 12");
            var number = Orders.number();
            new Orders(bounded).lookup(number, contact, Orders.token());
            for (var network : List.of("10.1.0.", "2001:db8:1:1::")) {
                for (var i = 0; i < 5; i++) {
                    assertThat(status(bounded, network + 1, number, contact))
                            .as("right pairs do not count")
                            .isEqualTo(200);
                }
            }

            for (var i = 0; i < 3; i++) {
                assertThat(status(bounded, "2001:db8:1:1::1", number, "guess" + i + "@shop.example"))
                        .isEqualTo(404);
                assertThat(status(bounded, "10.1.0.1", Orders.number(), spellings.get(i)))
                        .isEqualTo(404);
            }

            for (var address : List.of("2001:db8:1:1::2", "10.1.0.1")) {
                var refused = find(bounded.client(address), number, contact);
                assertThat(refused.getStatus().value()).as(address).isEqualTo(429);
                assertThat(Long.parseLong(refused.getResponseHeaders().getFirst("Retry-After")))
                        .isBetween(1L, Duration.ofDays(1).toSeconds() + 1);
            }
            for (var address : List.of("2001:db8:1:2::1", "10.1.0.2")) {
                assertThat(status(bounded, address, number, contact))
                        .as(address)
                        .isEqualTo(200);
            }
        } finally {
            bounded.stop();
        }
    }

    private static int status(RunningGateway gateway, String address, String number, String contact) {
        return find(gateway.client(address), number, contact).getStatus().value();
    }

    /** Each from a network of its own, as whoever has a whole IPv6 prefix can do. */
    @Test
    void guesserWithManyAddressesIsSlowedDownAndTheOwnerWaitsSeconds() {
        var number = Orders.number();
        orders.lookup(number, "anna@shop.example", Orders.token());
        for (var i = 0; i < 50; i++) {
            assertThat(guesses(1, RunningGateway.address(), number)).containsOnly(404);
        }

        var start = System.nanoTime();
        assertThat(guesses(1, RunningGateway.address(), number)).containsOnly(429);
        assertThat(guesses(1, RunningGateway.address(), number)).containsOnly(429);
        assertThat(find(number, "anna@shop.example").getStatus().value()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
    }

    /** One guesses at another's order in the owner's own office, thirty everywhere at the owner's: none of them stops. */
    @Test
    void ownerGetsInWhileOthersGuessHereAndElsewhere() {
        var number = Orders.number();
        var anothers = Orders.number();
        var office = RunningGateway.address();
        orders.lookup(number, "anna@shop.example", Orders.token());
        var statuses = new ConcurrentLinkedQueue<Integer>();
        var over = new AtomicBoolean();
        IntStream.range(0, 34)
                .mapToObj(i -> i < 4 ? guesser(office, anothers) : guesser(RunningGateway.address(), number))
                .forEach(guess -> Thread.ofVirtual().start(() -> {
                    for (var i = 0; !over.get(); i++) {
                        statuses.add(guess.apply(i));
                    }
                }));

        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            statuses.stream().filter(status -> status == 429).count() > 100);
            assertThat(find(office, number, "anna@shop.example").getStatus().value())
                    .isEqualTo(200);
        } finally {
            over.set(true);
        }
        assertThat(statuses).containsOnly(404, 429);
    }

    private IntFunction<Integer> guesser(String address, String number) {
        var client = gateway.client(address);
        return i ->
                find(client, number, "guess" + i + "@shop.example").getStatus().value();
    }

    private List<Integer> guesses(int times, String address, String number) {
        return IntStream.range(0, times)
                .mapToObj(i -> find(address, number, "guess" + i + "@shop.example")
                        .getStatus()
                        .value())
                .toList();
    }

    private EntityExchangeResult<byte[]> find(String number, String contact) {
        return find(RunningGateway.address(), number, contact);
    }

    private EntityExchangeResult<byte[]> find(String address, String number, String contact) {
        return find(gateway.client(address), number, contact);
    }

    private static EntityExchangeResult<byte[]> find(WebTestClient client, String number, String contact) {
        return client.post()
                .uri("/api/find")
                .header("traceparent", TRACE)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("number", number, "contact", contact))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static Map<String, Object> shape(EntityExchangeResult<byte[]> answer) {
        var shape = new TreeMap<String, Object>();
        shape.put(":status", answer.getStatus());
        answer.getResponseHeaders().forEach(shape::put);
        shape.remove("Date");
        return shape;
    }
}
