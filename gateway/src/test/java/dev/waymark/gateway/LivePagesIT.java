package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.EventId;
import dev.waymark.contract.Samples;
import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.WithBroker;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.SessionPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import tools.jackson.databind.json.JsonMapper;

@WithStore
@WithBroker
class LivePagesIT {

    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);
    private final String number = Orders.number();
    private final String token = Orders.token();
    private final Disposable.Composite open = Disposables.composite();
    private final Broker broker;

    LivePagesIT(Broker broker) {
        this.broker = broker;
    }

    @AfterEach
    void closePages() {
        open.dispose();
    }

    @Test
    void openPageHearsOfAnUpdate() {
        orders.link(token, number, 1, "IN_TRANSIT");
        var page = page("/t/" + token + "/events", Map.of());
        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("1")));

        orders.link(token, number, 2, "OUT_FOR_DELIVERY");
        publish();

        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("1", "2")));
        assertThat(last(page).event()).isEqualTo("order");
        assertThat(last(page).data()).isEqualTo("{\"version\":2,\"status\":\"OUT_FOR_DELIVERY\"}");
    }

    @Test
    void ownersPageHearsOfItToo() {
        var person = "p-" + UUID.randomUUID();
        orders.owned(person, number, 4, "IN_TRANSIT");
        var page = page(
                "/orders/" + number + "/events",
                Map.of("Cookie", "waymark=" + gateway.signedIn(person, SessionPrincipal.Role.CUSTOMER)));
        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("4")));

        orders.owned(person, number, 5, "DELIVERED");
        publish();

        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("4", "5")));
    }

    @Test
    void pageThatComesBackIsToldOnlyWhatItMissed() {
        orders.link(token, number, 7, "IN_TRANSIT");

        var behind = page("/t/" + token + "/events", Map.of("Last-Event-ID", "6"));
        var current = page("/t/" + token + "/events", Map.of("Last-Event-ID", "7"));

        await().atMost(ENOUGH).until(() -> versions(behind).equals(List.of("7")));
        await().atMost(ENOUGH).until(() -> current.size() >= 2);
        assertThat(versions(current)).isEmpty();
    }

    @Test
    void manyPagesOfOneOrderCostOneFetch() {
        orders.link(token, number, 1, "IN_TRANSIT");
        var pages = new CopyOnWriteArrayList<List<ServerSentEvent<String>>>();
        for (var i = 0; i < 10; i++) {
            pages.add(page("/t/" + token + "/events", Map.of()));
        }
        await().atMost(ENOUGH)
                .until(() -> pages.stream().allMatch(page -> versions(page).equals(List.of("1"))));
        var before = fetches();

        orders.link(token, number, 2, "DELIVERED");
        publish();

        await().atMost(ENOUGH)
                .until(() -> pages.stream().allMatch(page -> versions(page).equals(List.of("1", "2"))));
        assertThat(fetches() - before).isEqualTo(1);
    }

    @Test
    void pageOfARevokedLinkEnds() {
        orders.link(token, number, 1, "IN_TRANSIT");
        var ended = new AtomicBoolean();
        var page = page("/t/" + token + "/events", Map.of(), () -> ended.set(true));
        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("1")));

        publish(new OrderUpdate.OrderLinksRevoked(
                EventId.of("test", UUID.randomUUID().toString()), Orders.id(number), Instant.now()));

        await().atMost(ENOUGH).untilTrue(ended);
    }

    @Test
    void gatewayThatStopsLetsItsPagesGo() {
        var stopping = RunningGateway.start("--waymark.gateway.live.end-within=500ms");
        new Orders(stopping).link(token, number, 1, "IN_TRANSIT");
        var ended = new AtomicBoolean();
        var page = page(stopping, "/t/" + token + "/events", Map.of(), () -> ended.set(true));
        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("1")));

        var began = System.nanoTime();
        stopping.stop();

        assertThat(ended).as("a whole answer, not a broken one").isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    /** What nobody read: a page opened while its gateway starts, or stands outside of its group for a while. */
    @Test
    void changeBeforeTheGatewayReadsIsNotMissed() {
        orders.link(token, number, 1, "IN_TRANSIT");
        var page = page("/t/" + token + "/events", Map.of());
        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("1")));
        orders.link(token, number, 2, "OUT_FOR_DELIVERY");

        gateway.context()
                .getBean(KafkaBindingRebalanceListener.class)
                .onPartitionsAssigned("liveUpdatesIn-in-0", new MockConsumer<>("latest"), List.of(), true);

        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("1", "2")));
    }

    @Test
    void oneVisitorCannotHoldAllStreams() {
        orders.link(token, number, 1, "IN_TRANSIT");
        var address = RunningGateway.address();
        for (var i = 0; i < 3; i++) {
            var page = page("/t/" + token + "/events", Map.of("X-Forwarded-For", address));
            await().atMost(ENOUGH).until(() -> !page.isEmpty());
        }

        var refused = gateway.client(address)
                .get()
                .uri("/t/{token}/events", token)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus();

        assertThat(refused).isEqualTo(HttpStatusCode.valueOf(429));
        // And takes none from others behind the same address.
        var other = Orders.token();
        orders.link(other, number, 1, "IN_TRANSIT");
        var page = page("/t/" + other + "/events", Map.of("X-Forwarded-For", address));
        await().atMost(ENOUGH).until(() -> versions(page).equals(List.of("1")));
    }

    private List<ServerSentEvent<String>> page(String path, Map<String, String> headers) {
        return page(path, headers, () -> {});
    }

    private List<ServerSentEvent<String>> page(String path, Map<String, String> headers, Runnable atEnd) {
        return page(gateway, path, headers, atEnd);
    }

    private List<ServerSentEvent<String>> page(
            RunningGateway gateway, String path, Map<String, String> headers, Runnable atEnd) {
        var events = new CopyOnWriteArrayList<ServerSentEvent<String>>();
        var request = WebClient.create("http://localhost:" + gateway.port())
                .get()
                .uri(path)
                .header("X-Forwarded-For", headers.getOrDefault("X-Forwarded-For", RunningGateway.address()));
        headers.forEach((name, value) -> {
            if (!name.equals("X-Forwarded-For")) {
                request.header(name, value);
            }
        });
        open.add(request.retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .subscribe(events::add, error -> {}, atEnd));
        return events;
    }

    private int fetches() {
        return gateway.services()
                .findAll(postRequestedFor(urlEqualTo("/internal/links/resolve")).withRequestBody(containing(token)))
                .size();
    }

    private static List<String> versions(List<ServerSentEvent<String>> page) {
        return page.stream().map(ServerSentEvent::id).filter(Objects::nonNull).toList();
    }

    private static ServerSentEvent<String> last(List<ServerSentEvent<String>> page) {
        return page.stream()
                .filter(event -> event.id() != null)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void publish() {
        publish(new OrderUpdate.TimelineChanged(
                EventId.of("test", UUID.randomUUID().toString()),
                Orders.id(number),
                Samples.shipment("RA473124829RU"),
                Instant.now()));
    }

    private void publish(OrderUpdate update) {
        broker.send(Topics.ORDER_UPDATES, "unreadable", "{");
        broker.send(
                Topics.ORDER_UPDATES,
                update.envelope().key(),
                new JsonMapper().writerFor(OrderUpdate.class).writeValueAsBytes(update));
    }
}
