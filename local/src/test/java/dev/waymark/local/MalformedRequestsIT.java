package dev.waymark.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever a client sends: it is answered, as its mistake, in words, and no secret gets into the log. */
class MalformedRequestsIT {

    private static final int REQUESTS = 10_000;
    private static final int THREADS = 8;
    /** Of one client: fewer than what makes it one that guesses links. */
    private static final int OF_ONE_ADDRESS = 15;

    private final LocalSystem system = SharedSystem.get();
    private final AtomicInteger addresses = new AtomicInteger();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void nothingThatIsSentBreaksAnythingOrIsLeftWithoutAWord() throws Exception {
        var seed = Long.getLong("waymark.test.seed", System.nanoTime());
        System.out.println("seed of the malformed requests: " + seed);
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);

        try {
            var threads = IntStream.range(0, THREADS)
                    .mapToObj(thread -> Thread.ofPlatform().start(() -> send(seed + thread)))
                    .toList();
            for (var thread : threads) {
                thread.join();
            }
        } finally {
            root.detachAppender(log);
        }

        assertThat(wrong).as("answers, seed " + seed).isEmpty();
        assertThat(log.list.stream().filter(MalformedRequestsIT::isOurs).map(MalformedRequestsIT::text))
                .as("lines of the log, seed " + seed)
                .isEmpty();
    }

    /** (issue 10, A5) */
    @Test
    void clientThatBreaksOffItsBodyIsNoErrorOfOurs() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        try {
            for (var path : List.of("/find", "/t/" + MalformedRequests.TOKEN, "/webhooks/waymark", "/api/sign-in")) {
                try (var connection = new RawConnection(system.url(), address())) {
                    connection.breakOff("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\n\r\na");
                }
            }
            // What comes after them on the same threads has been served when they have ended.
            for (var i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                try (var connection = new RawConnection(system.url(), address())) {
                    connection.send("GET /find HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1), false);
                }
            }
        } finally {
            root.detachAppender(log);
        }

        assertThat(log.list.stream().filter(MalformedRequestsIT::isOurs).map(MalformedRequestsIT::text))
                .isEmpty();
    }

    /** The embedded broker has its own worries on a busy machine. */
    private static boolean isOurs(ILoggingEvent event) {
        var isBroker = event.getLoggerName().contains("kafka");
        return text(event).contains(MalformedRequests.TOKEN)
                || (event.getLevel().isGreaterOrEqual(Level.ERROR) && !isBroker);
    }

    private static String text(ILoggingEvent event) {
        var thrown = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event + " " + event.getKeyValuePairs() + " " + thrown;
    }

    private void send(long seed) {
        var requests = new MalformedRequests(seed, system.secrets().shopApiKey(), List.of());
        @Nullable RawConnection connection = null;
        try {
            for (var i = 0; i < REQUESTS / THREADS; i++) {
                if (connection == null || i % OF_ONE_ADDRESS == 0) {
                    close(connection);
                    connection = new RawConnection(system.url(), address());
                }
                if (!answered(connection, requests.next())) {
                    close(connection);
                    connection = null;
                }
            }
            close(connection);
        } catch (IOException e) {
            wrong.add(e.toString());
        }
    }

    private static void close(@Nullable RawConnection connection) throws IOException {
        if (connection != null) {
            connection.close();
        }
    }

    /** Whether the connection can be used again. */
    private boolean answered(RawConnection connection, byte[] request) {
        var text = new String(request, ISO_8859_1);
        try {
            var answer = connection.send(request, text.startsWith("HEAD "));
            mistakes(answer, text.startsWith("HEAD ")).forEach(mistake -> wrong.add(mistake + " " + shown(text)));
            // Where a frame is broken nothing may follow, whenever the server comes to it.
            return !answer.isLast() && !text.contains("chunked");
        } catch (IOException e) {
            wrong.add(e + " " + shown(text));
            return false;
        }
    }

    private static List<String> mistakes(RawConnection.Answer answer, boolean isHead) {
        var mistakes = new ArrayList<String>();
        if (answer.status() >= 500) {
            mistakes.add(String.valueOf(answer.status()));
        }
        if (answer.status() >= 400 && !isHead) {
            var type = answer.headers().getOrDefault("content-type", "nothing");
            if (answer.body().length == 0) {
                mistakes.add(answer.status() + " without a word");
            } else if (!type.startsWith("application/problem+json")
                    && !type.startsWith("text/html")
                    && !type.startsWith("application/json")) {
                mistakes.add(answer.status() + " as " + type);
            }
        }
        return mistakes;
    }

    private static String shown(String request) {
        var line = request.replace("\r\n", "⏎");
        return line.length() <= 400 ? line : line.substring(0, 400) + "…";
    }

    /** Another each time, of those that Linux and Windows give to the loopback interface. */
    private InetAddress address() throws IOException {
        var next = addresses.incrementAndGet();
        return InetAddress.getByAddress(new byte[] {127, 9, (byte) (next / 250), (byte) (1 + next % 250)});
    }
}
