package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What an accepted webhook costs over the floor: processor time per request of the ingest service and of
 * {@link BaselineEndpoint}, each in a process of its own against the same broker, in turns. The first pairs are warm-up, for
 * a compiler at work is counted as the service's.
 *
 * <p>Arguments: the ingest service's runnable jar, and optionally the seconds of each turn and the number of pairs.
 */
public final class IngestCost {

    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_PAIRS = 6;
    private static final byte[] SECRET = "benchmark-secret-of-32-bytes-ok!".getBytes(UTF_8);

    private IngestCost() {}

    public static void main(String[] arguments) throws Exception {
        var jar = Path.of(arguments[0]);
        var turn = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 8);
        var pairs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        var scratch = Files.createTempDirectory("ingest-cost");
        var ports = FreePorts.three();
        try (var broker = JavaProcess.start(
                                scratch.resolve("broker.log"),
                                List.of(BrokerProcess.class.getName()),
                                List.of(scratch.resolve("kafka").toString(), "" + ports[0]))
                        .listeningOn(ports[0]);
                var bare = JavaProcess.start(
                                scratch.resolve("bare.log"),
                                List.of(BaselineEndpoint.class.getName()),
                                List.of(
                                        "--server.port=" + ports[1],
                                        "--spring.kafka.bootstrap-servers=127.0.0.1:" + ports[0]))
                        .listeningOn(ports[1]);
                var ingest = JavaProcess.start(
                                scratch.resolve("ingest.log"),
                                List.of("-jar", jar.toString()),
                                List.of(
                                        "--server.port=" + ports[2],
                                        "--management.server.port=0",
                                        "--logging.level.root=warn",
                                        "--waymark.topics.partitions=4",
                                        "--waymark.topics.replicas=1",
                                        "--waymark.services.keys.gateway="
                                                + Base64.getEncoder().encodeToString(SECRET),
                                        "--waymark.ingest.couriers.waymark.secrets[0]=whsec_"
                                                + Base64.getEncoder().encodeToString(SECRET),
                                        "--spring.kafka.bootstrap-servers=127.0.0.1:" + ports[0]))
                        .listeningOn(ports[2])) {
            System.out.printf("broker %d, bare %d, ingest %d%n", broker.pid(), bare.pid(), ingest.pid());
            compare(turn, pairs, bare, ports[1], ingest, ports[2]);
        }
        System.out.println("logs: " + scratch);
    }

    private static void compare(
            Duration turn, int pairs, JavaProcess bare, int barePort, JavaProcess ingest, int ingestPort) {
        var ratios = new ArrayList<Double>();
        for (var pair = 1 - WARM_UP_PAIRS; pair <= pairs; pair++) {
            var floor = measure("bare  ", bare, barePort, turn, bareRequests());
            var cost = measure("ingest", ingest, ingestPort, turn, signedRequests());
            if (pair > 0) {
                ratios.add(cost / floor);
                System.out.printf("  pair %d: %.2f times the floor%n", pair, cost / floor);
            }
        }
        var sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                "CPU per accepted webhook over the bare endpoint: median %.2f (%.2f to %.2f, %d pairs)%n",
                sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /** Processor microseconds of {@code server} per accepted request. */
    private static double measure(
            String name, JavaProcess server, int port, Duration turn, Supplier<Load.Request> requests) {
        var before = ProcessCpu.of(server.pid());
        var outcome = Load.closedLoop(port, CONNECTIONS, turn, requests);
        var used = ProcessCpu.of(server.pid()).minus(before);
        if (outcome.refused() > outcome.accepted() / 100) {
            throw new IllegalStateException("%s: %s (expected: hardly any refused)".formatted(name, outcome));
        }
        var each = used.toNanos() / 1e3 / outcome.accepted();
        System.out.printf(
                "%s %8.0f accepted/s, %6.1f us CPU each, %d refused%n",
                name, outcome.perSecond(), each, outcome.refused());
        return each;
    }

    private static Supplier<Load.Request> bareRequests() {
        var number = new AtomicLong();
        return () -> new Load.Request(
                "/bare", Map.of("content-type", "application/json"), Webhooks.body(number.incrementAndGet()));
    }

    private static Supplier<Load.Request> signedRequests() {
        var number = new AtomicLong();
        var run = Instant.now().toEpochMilli();
        return () -> {
            var n = number.incrementAndGet();
            return Webhooks.signed(SECRET, "msg_" + run + "_" + n, Instant.now(), Webhooks.body(n));
        };
    }
}
