package dev.waymark.platform.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Over sockets, for it is about when Reactor Netty is done with a request. */
class PipelinedRequestHandlerTest {

    /** Long enough for a client that has the whole answer to send its next request. */
    private static final Duration WIND_UP = Duration.ofMillis(300);

    private static final int MORE_THAN_SOCKETS_BUFFER = 64 * 1024 * 1024;

    private final DisposableServer server = new HttpConfiguration()
            .requestHandlers()
            .apply(HttpServer.create()
                    .host("127.0.0.1")
                    .route(routes -> routes.get("/", (request, response) -> response.sendString(Mono.just("hello")))
                            .get(
                                    "/empty",
                                    (request, response) -> response.header("Content-Length", "0")
                                            .then()
                                            .then(Mono.delay(WIND_UP))
                                            .then())
                            .get(
                                    "/parts",
                                    (request, response) -> response.header("Content-Length", "2")
                                            .sendString(Flux.just("o", "k"))
                                            .then()
                                            .then(Mono.delay(WIND_UP))
                                            .then())
                            .get("/never", (request, response) -> Mono.never())
                            .post(
                                    "/",
                                    (request, response) -> response.sendString(
                                            request.receive().aggregate().asString()))))
            .bindNow();

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/empty", "/parts"})
    void lastRequestIsAnsweredHoweverEarlyItComes(String first) throws IOException {
        try (var client = connect()) {
            answered(client, first);
            write(client, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(readAll(client)).startsWith("HTTP/1.1 200").endsWith("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/empty", "/parts"})
    void connectionGoesOnBehindARequestThatCameEarly(String first) throws IOException {
        try (var client = connect()) {
            answered(client, first);
            for (var i = 0; i < 3; i++) {
                write(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(readUntil(client, "hello")).startsWith("HTTP/1.1 200");
            }
            answered(client, first);
            write(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
            write(client, "cd");
            assertThat(readUntil(client, "abcd")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void requestsSentTogetherAreAnsweredInTheirOrder() throws IOException {
        try (var client = connect()) {
            write(
                    client,
                    "GET /parts HTTP/1.1\r\nHost: a\r\n\r\n"
                            + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd"
                            + "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
                            + "GET /parts HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(readAll(client).replaceAll("HTTP/1.1 200 OK\r\n(.+\r\n)+\r\n", "|"))
                    .isEqualTo("|ok|abcd|hello|ok");
        }
    }

    /** Whoever asks on and on fills the buffers of the system, and not our memory. */
    @Test
    void unansweredRequestsAreNotReadWithoutEnd() throws IOException {
        var request = ByteBuffer.wrap(
                "GET /never HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000).getBytes(US_ASCII));
        try (var client = SocketChannel.open(server.address())) {
            client.configureBlocking(false);
            var sent = 0;
            var last = System.nanoTime();
            while (sent < MORE_THAN_SOCKETS_BUFFER && System.nanoTime() - last < WIND_UP.toNanos()) {
                var more = client.write(request.hasRemaining() ? request : request.rewind());
                if (more > 0) {
                    sent += more;
                    last = System.nanoTime();
                }
            }
            assertThat(sent).isLessThan(MORE_THAN_SOCKETS_BUFFER);
        }
    }

    /** Has the whole answer, of which the server is not done. */
    private static void answered(Socket client, String path) throws IOException {
        write(client, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(readUntil(client, path.equals("/parts") ? "ok" : "\r\n\r\n")).startsWith("HTTP/1.1 200");
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        client.getOutputStream().flush();
    }

    private static String readAll(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), UTF_8);
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
}
