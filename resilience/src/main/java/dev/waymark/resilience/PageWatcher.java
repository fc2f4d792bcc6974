package dev.waymark.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An open page of one order: follows its events, and comes back with the last it saw when the stream ends, as browsers do. */
final class PageWatcher implements AutoCloseable {

    private static final String ID = "id: ";
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI events;
    private final URI order;
    private final List<Long> versions = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;
    private volatile String shown = "";
    private volatile boolean isClosed;

    PageWatcher(URI gateway, String token) {
        this.events = gateway.resolve("/t/%s/events".formatted(token));
        this.order = gateway.resolve("/api/t/" + token);
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    /** What a page opened now would show; nothing where none opens. */
    String current() {
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(order)
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 ? visible(answer.body()) : "";
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** A version may be new because of what no reader can notice, such as that a scan was reported once more. */
    private static String visible(String view) {
        var order = (ObjectNode) JsonMapper.shared().readTree(view);
        order.remove(List.of("version", "asOf", "linkUntil"));
        order.get("shipments").forEach(shipment -> ((ObjectNode) shipment).remove("lastReceivedAt"));
        return order.toString();
    }

    /** What it shows since the last event, after which it asked for the order. */
    String shown() {
        return shown;
    }

    private static long version(String line) {
        return Long.parseLong(line.substring(ID.length()));
    }

    /** As they came. */
    List<Long> versions() {
        return List.copyOf(versions);
    }

    int connections() {
        return connections.get();
    }

    private void watch() {
        while (!isClosed) {
            try {
                var request = HttpRequest.newBuilder(events).header("Accept", "text/event-stream");
                if (!versions.isEmpty()) {
                    request.header("Last-Event-ID", String.valueOf(versions.getLast()));
                }
                try (var lines =
                        HTTP.send(request.build(), BodyHandlers.ofLines()).body()) {
                    connections.incrementAndGet();
                    lines.filter(line -> line.startsWith(ID)).forEach(line -> {
                        versions.add(version(line));
                        refresh();
                    });
                }
            } catch (IOException | UncheckedIOException _) {
                // The stream broke.
            } catch (InterruptedException _) {
                return;
            }
            pause();
        }
    }

    private void refresh() {
        var fresh = current();
        while (fresh.isEmpty() && !isClosed) {
            pause();
            fresh = current();
        }
        shown = fresh;
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }
}
