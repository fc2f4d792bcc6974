package dev.waymark.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Over sockets, as a client that lets us wait does it. */
class ConnectionDeadlinesTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final int MAX = 3;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final DisposableServer server = new ConnectionConfiguration()
            .boundedConnections(new ConnectionSettings(MAX, DEADLINE, DEADLINE, DEADLINE), meters)
            .apply(HttpServer.create()
                    .host("127.0.0.1")
                    .route(routes -> routes.get("/", (request, response) -> response.sendString(Mono.just("hello")))
                            .get(
                                    "/stream",
                                    (request, response) -> response.sendString(Flux.interval(DEADLINE)
                                            .map(tick -> "tick " + tick)
                                            .take(5)))
                            .post(
                                    "/",
                                    (request, response) -> response.sendString(
                                            request.receive().aggregate().asString()))))
            .bindNow();

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void connectionWithoutARequestIsClosed() throws IOException {
        try (var client = connect()) {
            assertThat(read(client)).isEmpty();
        }
    }

    @Test
    void connectionIsKeptForTheNextRequestAndNotForEver() throws IOException {
        try (var client = connect()) {
            for (var i = 0; i < 3; i++) {
                write(client, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
                assertThat(readUntil(client, "hello")).startsWith("HTTP/1.1 200");
            }
            assertThat(read(client)).isEmpty();
        }
    }

    @Test
    void headersThatDripAreAnsweredAndEnded() throws IOException {
        try (var client = connect()) {
            write(client, "GET / HTTP/1.1\r\n");
            assertThat(drip(client, "x: y\r\n"))
                    .startsWith("HTTP/1.1 408")
                    .contains("application/problem+json", "\"code\":\"request-timeout\"");
        }
    }

    @Test
    void bodyThatDripsIsAnsweredAndEnded() throws IOException {
        try (var client = connect()) {
            write(client, "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n");
            assertThat(drip(client, "x")).startsWith("HTTP/1.1 408").contains("\"code\":\"request-timeout\"");
        }
    }

    @Test
    void answerMayTakeAsLongAsItTakes() throws IOException {
        try (var client = connect()) {
            write(client, "GET /stream HTTP/1.1\r\nhost: a\r\n\r\n");
            assertThat(readUntil(client, "tick 4")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void onePastTheBoundIsClosedAtOnceAndFindsRoomLater() throws IOException {
        var open = new Socket[MAX];
        for (var i = 0; i < MAX; i++) {
            open[i] = connect();
            write(open[i], "GET /stream HTTP/1.1\r\nhost: a\r\n\r\n");
            readUntil(open[i], "tick 0");
        }

        try (var tooMany = connect()) {
            assertThat(read(tooMany)).isEmpty();
        }
        assertThat(meters.counter("waymark.web.connections.refused").count()).isEqualTo(1);
        for (var client : open) {
            assertThat(readUntil(client, "tick 4")).isNotEmpty();
            assertThat(read(client)).doesNotContain("tick");
            client.close();
        }
        try (var later = connect()) {
            write(later, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
            assertThat(readUntil(later, "hello")).startsWith("HTTP/1.1 200");
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        client.getOutputStream().flush();
    }

    /** What comes until the server closes; fails when it does not. */
    private static String read(Socket client) throws IOException {
        try {
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        } catch (SocketException closed) {
            return "";
        }
    }

    private static String readUntil(Socket client, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            var next = client.getInputStream().read();
            assertThat(next).as(text.toString()).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }

    /** Sends {@code piece} again and again, far more often than the deadline, until there is an answer. */
    private static String drip(Socket client, String piece) throws IOException {
        client.setSoTimeout(20);
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            try {
                var first = client.getInputStream().read();
                client.setSoTimeout(10_000);
                return first < 0 ? "" : (char) first + read(client);
            } catch (SocketTimeoutException nothingYet) {
                write(client, piece);
            }
        }
        throw new AssertionError("still open");
    }
}
