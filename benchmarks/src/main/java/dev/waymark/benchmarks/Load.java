package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Sends one request after another over a fixed number of connections, to loopback only and for a bounded time. */
final class Load {

    private Load() {}

    /** One POST. */
    record Request(String path, Map<String, String> headers, String body) {}

    /** What came of it: answers 2xx, and all other answers. */
    record Outcome(long accepted, long refused, Duration took) {
        double perSecond() {
            return (accepted + refused) * 1e9 / took.toNanos();
        }
    }

    /** A closed loop: each of {@code connections} sends its next request when the last one was answered. */
    static Outcome closedLoop(int port, int connections, Duration time, Supplier<Request> requests) {
        var pool = ConnectionProvider.create("load", connections);
        var client = HttpClient.create(pool).host("127.0.0.1").port(port);
        var accepted = new LongAdder();
        var refused = new LongAdder();
        var start = System.nanoTime();
        var end = start + time.toNanos();
        Flux.range(0, connections)
                .flatMap(
                        connection -> send(client, requests, accepted, refused)
                                .repeat(() -> System.nanoTime() < end)
                                .then(),
                        connections)
                .blockLast(time.plusSeconds(30));
        pool.disposeLater().block(Duration.ofSeconds(10));
        return new Outcome(accepted.sum(), refused.sum(), Duration.ofNanos(System.nanoTime() - start));
    }

    private static Mono<Void> send(
            HttpClient client, Supplier<Request> requests, LongAdder accepted, LongAdder refused) {
        return Mono.defer(() -> {
            var request = requests.get();
            return client.headers(headers -> request.headers().forEach(headers::set))
                    .post()
                    .uri(request.path())
                    .send(Mono.just(Unpooled.copiedBuffer(request.body(), UTF_8)))
                    .responseSingle((response, body) -> {
                        (response.status().code() / 100 == 2 ? accepted : refused).increment();
                        return body.then();
                    });
        });
    }
}
