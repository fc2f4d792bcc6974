package dev.waymark.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Kafka is away when the service starts. */
@ExtendWith(OutputCaptureExtension.class)
class KafkaAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path data;

    @Test
    void serviceIsAliveAndTakesNoOrdersUntilKafkaIsThere(CapturedOutput output) throws Exception {
        var ports = freePorts(3);
        var starting = CompletableFuture.supplyAsync(() -> OrderServiceApplication.application()
                .run(settings(
                        "--server.port=" + ports.get(0),
                        "--management.server.port=" + ports.get(1),
                        "--spring.kafka.bootstrap-servers=127.0.0.1:" + ports.get(2))));
        var service = client(ports.get(0));
        var health = client(ports.get(1));

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> probe(health, "liveness", 200));
        probe(health, "readiness", 503);
        var number = RunningOrderService.number();
        place(service, number)
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("service-unavailable");
        await().atMost(PATIENCE)
                .until(() -> output.getOut().contains("waiting for Kafka, not ready until it is there: brokers="));
        assertThat(starting).isNotDone();

        try (var kafka = EmbeddedKafka.start(data, ports.get(2));
                var context = starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            assertThat(kafka.bootstrapServers()).endsWith(":" + ports.get(2));
            await().atMost(PATIENCE).untilAsserted(() -> probe(health, "readiness", 200));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> place(service, number).expectStatus().isCreated());
            assertThat(context.isRunning()).isTrue();
        }
    }

    private static String[] settings(String... own) {
        var shared = List.of(
                RunningOrderService.class.getAnnotation(SpringBootTest.class).properties());
        return Stream.of(
                        shared.stream().map(property -> "--" + property),
                        Stream.of(own),
                        Stream.of(
                                "--spring.mongodb.uri=" + TestInfrastructure.mongoUri(),
                                "--waymark.orders.database=" + TestInfrastructure.database("kafkaaway")))
                .flatMap(setting -> setting)
                .filter(setting -> !setting.equals("--management.server.port=0"))
                .toArray(String[]::new);
    }

    private static WebTestClient.ResponseSpec place(WebTestClient service, String number) {
        return service.post()
                .uri("/api/orders")
                .headers(headers -> headers.setBearerAuth(RunningOrderService.token("orders:write")))
                .header("Idempotency-Key", number)
                .header("Content-Type", "application/json")
                .bodyValue(RunningOrderService.order(number, ""))
                .exchange();
    }

    private static void probe(WebTestClient health, String group, int status) {
        health.get().uri("/actuator/health/" + group).exchange().expectStatus().isEqualTo(status);
    }

    private static WebTestClient client(int port) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
