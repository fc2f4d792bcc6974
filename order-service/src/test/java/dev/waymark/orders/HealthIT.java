package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.util.ReflectionTestUtils.getField;
import static org.springframework.test.util.ReflectionTestUtils.setField;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;

class HealthIT extends RunningOrderService {

    /** Where the binder's indicator keeps the client it asks with; there is no other way to give it a broker. */
    private static final String CLIENT = "metadataConsumer";

    @Autowired
    private BindingsLifecycleController bindings;

    @Autowired
    private CompositeHealthContributor bindersHealthContributor;

    @Test
    void managementPortTellsHealthAndMetricsWithoutAToken() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> healthIs(200));
        for (var path : List.of("/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus")) {
            management().get().uri(path).exchange().expectStatus().isOk();
        }
    }

    /** A library once stopped reading when a request came before the answer to the one before it was put away. */
    @Test
    void connectionGoesOnAfterRequestsThatCameAtOnce() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), managementPort())) {
            socket.setSoTimeout(10_000);
            var answers = new StringBuilder();

            write(socket, request("/actuator/health/liveness", "keep-alive") + request("/nowhere", "keep-alive"));
            while (answers.toString().split("HTTP/1.1 ", -1).length <= 2) {
                answers.append((char) socket.getInputStream().read());
            }
            write(socket, request("/actuator/health/readiness", "close"));
            answers.append(new String(socket.getInputStream().readAllBytes(), US_ASCII));

            assertThat(answers).containsSubsequence("HTTP/1.1 200", "HTTP/1.1 401", "HTTP/1.1 200");
        }
    }

    private static String request(String path, String connection) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n\r\n".formatted(path, connection);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    @Test
    void serviceWhoseConsumerStoppedIsNotAlive() {
        bindings.stop("takeShopOrders-in-0");

        try {
            management()
                    .get()
                    .uri("/actuator/health/liveness")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503);
        } finally {
            bindings.start("takeShopOrders-in-0");
        }
        management()
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void scrapeAsksNoBroker() {
        var lines = management()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .returnResult(String.class)
                .getResponseBody()
                .collect(Collectors.joining("\n"))
                .block(Duration.ofSeconds(30));

        assertThat(lines)
                .contains("kafka_consumer_fetch_manager_records_lag")
                .doesNotContain("spring_cloud_stream_binder_kafka_offset");
    }

    @Test
    void progressIsPartOfReadinessAndToldInDetail() {
        management()
                .get()
                .uri("/actuator/health/progress")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.consumerProgress.status")
                .isEqualTo("UP");
    }

    @Test
    void silentBrokerIsToldAsDownWhileTheOneWhoAskedStillWaits() throws IOException {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> healthIs(200));
        var kafka = bindersHealthContributor.getContributor("kafka");
        var connected = getField(kafka, CLIENT);
        // Connections are taken, and nothing is ever said.
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var waiting = consumerOf(silent)) {
            setField(kafka, CLIENT, waiting);

            healthIs(503);

            setField(kafka, CLIENT, connected);
            waiting.wakeup();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> healthIs(200));
        }
    }

    /** Asks as long as {@link #management} has patience. */
    private void healthIs(int status) {
        management().get().uri("/actuator/health").exchange().expectStatus().isEqualTo(status);
    }

    private static KafkaConsumer<byte[], byte[]> consumerOf(ServerSocket broker) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + broker.getLocalPort()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
