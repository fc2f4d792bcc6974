package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The dead letters of the running service, as administrators get at them. */
class DeadLetterRoutesIT extends RunningOrderService {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Of this test only: the rule that a record breaks names what is missing of its own. */
    private final String secret = "anna-" + UUID.randomUUID();

    @Test
    void lettersComePagedWithTheNewestFirst() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            ids.addFirst(parked(number()));
        }

        var read = new ArrayList<String>();
        var cursor = "";
        while (!read.contains(ids.getLast())) {
            var page = body(get(
                    "dead-letters:read", "/internal/dead-letters?topic=shop.orders&limit=2&cursor={cursor}", cursor));
            assertThat(page.get("entries")).hasSizeBetween(1, 2);
            read.addAll(ids(page).toList());
            cursor = page.path("next").asString("");
        }

        assertThat(read).doesNotHaveDuplicates().containsSubsequence(ids);
        problem(get("dead-letters:read", "/internal/dead-letters?cursor=yesterday"), 400, "cursor-invalid");
    }

    @Test
    void letterIsShownMaskedWithWhereItWasAndHowOftenItCame() {
        var number = number();
        var first = parked(number);
        var second = parked(number);

        var shown = body(get("dead-letters:read", "/internal/dead-letters/{id}", second));

        assertThat(shown.at("/letter/topic").asString()).isEqualTo(Topics.SHOP_ORDERS);
        assertThat(shown.at("/letter/group").asString()).isEqualTo(Topics.INTAKE_GROUP);
        assertThat(shown.at("/letter/reason").asString()).contains("/placedAt missing");
        assertThat(shown.at("/letter/length").asInt()).isEqualTo(record(number).length());
        assertThat(shown.at("/letter/occurrences").asInt()).isEqualTo(2);
        assertThat(shown.at("/letter/offset").asLong())
                .isNotEqualTo(body(get("dead-letters:read", "/internal/dead-letters/{id}", first))
                        .at("/letter/offset")
                        .asLong());
        assertThat(shown.get("payload").asString())
                .contains("\"name\" : \"xxxx-")
                .doesNotContain(secret);
        problem(get("dead-letters:read", "/internal/dead-letters/never-parked"), 404, "dead-letter-unknown");
    }

    @Test
    void letterIsRedrivenOnceHoweverManyAskForIt() throws Exception {
        var number = number();
        var id = parked(number);

        List<String> outcomes;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> redrive = () -> outcome(id);
            outcomes = threads.invokeAll(List.of(redrive, redrive, redrive, redrive)).stream()
                    .map(done -> done.resultNow())
                    .toList();
        }

        assertThat(outcomes).containsOnlyOnce("REDRIVEN").isSubsetOf("REDRIVEN", "ALREADY_REDRIVEN");
        await().atMost(SOON).until(() -> waiting(number).size() == 1);
        assertThat(waiting(number)).doesNotContain(id);
        assertThat(outcome(id)).isEqualTo("ALREADY_REDRIVEN");
        assertThat(waiting(number)).hasSize(1);
    }

    @Test
    void allOfAReasonAreRedriven() {
        var number = number();
        var others = parked(number());
        var one = parked(number);
        var reason = body(get("dead-letters:read", "/internal/dead-letters/{id}", one))
                .at("/letter/reason")
                .asString();

        var redriven = body(post(
                "dead-letters:redrive", "/internal/dead-letters/redrive?topic=shop.orders&reason={reason}", reason));

        assertThat(redriven.get("redriven").asInt()).isPositive();
        assertThat(redriven.get("left").asInt()).isZero();
        await().atMost(SOON)
                .until(() -> waiting(number).size() == 1 && !waiting(number).contains(one));
        assertThat(body(get("dead-letters:read", "/internal/dead-letters?topic=orders"))
                        .get("entries"))
                .noneMatch(letter -> letter.get("id").asString().equals(others));
    }

    @Test
    void lettersThatWaitAreAMetric() {
        parked(number());

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var metrics = management()
                    .get()
                    .uri("/actuator/prometheus")
                    .exchange()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(metrics.lines().filter(line -> line.startsWith("waymark_kafka_dead_letters_waiting{")))
                    .hasSize(5)
                    .anyMatch(line -> line.matches(".*topic=\"shop.orders\".* [1-9]\\d*\\.0"))
                    .anyMatch(line -> line.contains("topic=\"audit\""));
        });
    }

    @Test
    void eachRouteNeedsItsPurpose() {
        get("dead-letters:redrive", "/internal/dead-letters")
                .exchange()
                .expectStatus()
                .isForbidden();
        post("dead-letters:read", "/internal/dead-letters/x/redrive")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private String outcome(String id) {
        var answer = json.readTree(post("dead-letters:redrive", "/internal/dead-letters/{id}/redrive", id)
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
        return answer.path("outcome").asString(answer.path("code").asString(""));
    }

    /** Publishes a record that breaks a rule; returns the id of its dead letter. */
    private String parked(String number) {
        var before = waiting(number);
        send(Topics.SHOP_ORDERS, number, record(number).getBytes(UTF_8));
        return await().atMost(SOON)
                .until(
                        () -> waiting(number).stream()
                                .filter(id -> !before.contains(id))
                                .toList(),
                        found -> found.size() == 1)
                .getFirst();
    }

    private String record(String number) {
        var padding = " ".repeat(number.hashCode() & 0x7fff);
        return "{\"orderNumber\": \"%s\", \"name\": \"%s\"%s}".formatted(number, secret, padding);
    }

    /** By the length of their content, which is of this order only. */
    private List<String> waiting(String number) {
        return body(get("dead-letters:read", "/internal/dead-letters?topic=shop.orders&limit=100"))
                .get("entries")
                .valueStream()
                .filter(letter -> letter.get("length").asInt() == record(number).length())
                .map(letter -> letter.get("id").asString())
                .toList();
    }

    private static Stream<String> ids(JsonNode page) {
        return page.get("entries").valueStream().map(letter -> letter.get("id").asString());
    }
}
