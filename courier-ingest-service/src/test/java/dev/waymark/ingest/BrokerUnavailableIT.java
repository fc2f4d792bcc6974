package dev.waymark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The broker goes away and comes back. */
class BrokerUnavailableIT {

    private static final String CDEK = "/webhooks/cdek/" + IngestApp.CDEK_PATH;

    /** On a machine with nothing else to do it is 3 s; a busy one must not fail the build. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration BROKER_STARTS_WITHIN = Duration.ofSeconds(60);

    /** Enough that an event loop which waits for the broker with each would be away for a long time. */
    private static final int AT_ONCE = 200;

    @TempDir
    Path data;

    private EmbeddedKafka broker;
    private IngestApp app;
    private WebClient client;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(data, 0);
        app = IngestApp.start(broker.bootstrapServers());
        client = WebClient.create(app.address());
        awaitTaken();
    }

    @AfterEach
    void stop() {
        app.close();
        broker.close();
    }

    @Test
    void unavailableBrokerIsAnswered503AndBlocksNothingElse() {
        broker.close();

        var answers = Flux.fromStream(IntStream.range(0, AT_ONCE).boxed())
                .flatMap(i -> post(), AT_ONCE)
                .collectList()
                .toFuture();
        assertThat(status(elsewhere())).isEqualTo(404);

        assertThat(Mono.fromFuture(answers).block(PATIENCE)).hasSize(AT_ONCE).allSatisfy(answer -> {
            assertThat(answer.getStatusCode().value()).isEqualTo(503);
            assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("10");
        });
        assertThat(app.meters().received()).isEqualTo(app.meters().completed());
        broker = EmbeddedKafka.start(data, port());
        awaitTaken();
    }

    @Test
    void serviceThatStartsWithoutItsBrokerIsAliveAndNotReadyUntilItComes() throws Exception {
        broker.close();
        int port;
        int management;
        try (var first = new ServerSocket(0);
                var second = new ServerSocket(0)) {
            port = first.getLocalPort();
            management = second.getLocalPort();
        }
        var starting = CompletableFuture.supplyAsync(() -> IngestApp.start(
                broker.bootstrapServers(), "--server.port=" + port, "--management.server.port=" + management));
        var health = WebClient.create("http://localhost:" + management + "/actuator/health");

        await().atMost(BROKER_STARTS_WITHIN).ignoreExceptions().until(() -> probe(health, "liveness") == 200);
        assertThat(probe(health, "readiness")).isEqualTo(503);
        assertThat(status(post(WebClient.create("http://localhost:" + port)))).isEqualTo(503);
        assertThat(starting).isNotDone();

        broker = EmbeddedKafka.start(data, port());
        try (var started = starting.get(BROKER_STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            assertThat(probe(health, "readiness")).isEqualTo(200);
            assertThat(status(post(WebClient.create(started.address())))).isEqualTo(200);
        }
    }

    private static int probe(WebClient health, String group) {
        return status(health.get().uri("/" + group).exchangeToMono(response -> response.toBodilessEntity()));
    }

    private void awaitTaken() {
        await().atMost(BROKER_STARTS_WITHIN).until(() -> status(post()) == 200);
    }

    private int port() {
        return Integer.parseInt(broker.bootstrapServers().split(":", -1)[1]);
    }

    private Mono<ResponseEntity<Void>> post() {
        return post(client);
    }

    private static Mono<ResponseEntity<Void>> post(WebClient client) {
        return client.post()
                .uri(CDEK)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Webhooks.captured("cdek", "order_status"))
                .exchangeToMono(response -> response.toBodilessEntity());
    }

    private Mono<ResponseEntity<Void>> elsewhere() {
        return client.get().uri("/nothing-here").exchangeToMono(response -> response.toBodilessEntity());
    }

    private static int status(Mono<ResponseEntity<Void>> answer) {
        return answer.block(PATIENCE).getStatusCode().value();
    }
}
