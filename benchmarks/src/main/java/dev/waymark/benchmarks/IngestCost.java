package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What an accepted webhook costs over the floor: processor time per request of the ingest service and of
 * {@link BaselineEndpoint}, each in a process of its own against the same broker, in turns; and what a forged webhook, the
 * same but for its signature, costs beside it. The first pairs are warm-up, for a compiler at work is counted as the
 * service's.
 *
 * <p>Arguments: the ingest service's runnable jar, or two of them joined by the system's path separator, which are then
 * measured in turns in the same run; and optionally the seconds of each turn and the number of pairs.
 */
public final class IngestCost {

    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_PAIRS = 6;
    private static final byte[] SECRET = "benchmark-secret-of-32-bytes-ok!".getBytes(UTF_8);

    private static final byte[] FORGERS_SECRET = "a guess of the same 32 byte size".getBytes(UTF_8);

    private IngestCost() {}

    public static void main(String[] arguments) throws Exception {
        var jars = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(arguments[0])
                .map(Path::of)
                .toList();
        var turn = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 8);
        var pairs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        var scratch = Files.createTempDirectory("ingest-cost");
        var services = new ArrayList<Server>();
        var brokerPort = FreePort.find();
        try (var broker = JavaProcess.start(
                        scratch.resolve("broker.log"),
                        List.of(BrokerProcess.class.getName()),
                        List.of(scratch.resolve("kafka").toString(), "" + brokerPort))
                .listeningOn(brokerPort)) {
            System.out.printf("broker: process %d%n", broker.pid());
            var bare = bareEndpoint(scratch, brokerPort);
            try {
                for (var jar : jars) {
                    services.add(ingestService(scratch, jar, brokerPort));
                }
                compare(turn, pairs, bare, services);
            } finally {
                services.forEach(Server::close);
                bare.close();
            }
        }
        System.out.println("logs: " + scratch);
    }

    private record Server(String name, JavaProcess process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    private static Server bareEndpoint(Path scratch, int brokerPort) throws Exception {
        var port = FreePort.find();
        var process = JavaProcess.start(
                scratch.resolve("bare.log"),
                List.of(BaselineEndpoint.class.getName()),
                List.of("--server.port=" + port, "--spring.kafka.bootstrap-servers=127.0.0.1:" + brokerPort));
        return new Server("bare", process.listeningOn(port), port);
    }

    private static Server ingestService(Path scratch, Path jar, int brokerPort) throws Exception {
        var port = FreePort.find();
        var process = JavaProcess.start(
                scratch.resolve("ingest-" + port + ".log"),
                List.of("-jar", jar.toString()),
                List.of(
                        "--server.port=" + port,
                        "--management.server.port=0",
                        "--logging.level.root=warn",
                        "--waymark.topics.partitions=4",
                        "--waymark.topics.replicas=1",
                        "--waymark.services.keys.gateway=" + Base64.getEncoder().encodeToString(SECRET),
                        "--waymark.ingest.couriers.waymark.secrets[0]=whsec_"
                                + Base64.getEncoder().encodeToString(SECRET),
                        "--spring.kafka.bootstrap-servers=127.0.0.1:" + brokerPort));
        return new Server(jar.toString(), process.listeningOn(port), port);
    }

    private static void compare(Duration turn, int pairs, Server bare, List<Server> services) {
        var overFloor = new LinkedHashMap<Server, List<Double>>();
        var forgedShare = new LinkedHashMap<Server, List<Double>>();
        for (var pair = 1 - WARM_UP_PAIRS; pair <= pairs; pair++) {
            var floor = measure(bare, turn, bareRequests(), true);
            for (var service : services) {
                var accepted = measure(service, turn, signedRequests(SECRET), true);
                var forged = measure(service, turn, signedRequests(FORGERS_SECRET), false);
                if (pair > 0) {
                    overFloor.computeIfAbsent(service, _ -> new ArrayList<>()).add(accepted / floor);
                    forgedShare.computeIfAbsent(service, _ -> new ArrayList<>()).add(forged / accepted);
                    System.out.printf(
                            "  pair %d: %.2f times the floor, a forged one %.2f of that%n",
                            pair, accepted / floor, forged / accepted);
                }
            }
        }
        overFloor.forEach(
                (service, ratios) -> printSummary(service, "CPU per accepted webhook over the bare endpoint", ratios));
        forgedShare.forEach(
                (service, ratios) -> printSummary(service, "CPU per forged webhook over an accepted one", ratios));
    }

    private static void printSummary(Server service, String figure, List<Double> ratios) {
        var sorted = ratios.stream().sorted().toList();
        System.out.printf(
                "%s: %s: median %.2f (%.2f to %.2f, %d pairs)%n",
                service.name(),
                figure,
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size());
    }

    /**
     * Processor microseconds of {@code server} per request.
     *
     * @param authentic whether they are to be accepted, or all refused
     */
    private static double measure(Server server, Duration turn, Supplier<Load.Request> requests, boolean authentic) {
        var before = ProcessCpu.of(server.process().pid());
        var outcome = Load.closedLoop(server.port(), CONNECTIONS, turn, requests);
        var used = ProcessCpu.of(server.process().pid()).minus(before);
        if (authentic ? outcome.refused() > outcome.accepted() / 100 : outcome.accepted() > 0) {
            throw new IllegalStateException(
                    "%s: %s (expected: all %s)".formatted(server.name(), outcome, authentic ? "accepted" : "refused"));
        }
        var each = used.toNanos() / 1e3 / (authentic ? outcome.accepted() : outcome.refused());
        System.out.printf(
                "%8.0f answers/s, %6.1f us CPU each, %d accepted, %d refused: %s%n",
                outcome.perSecond(), each, outcome.accepted(), outcome.refused(), server.name());
        return each;
    }

    private static Supplier<Load.Request> bareRequests() {
        var number = new AtomicLong();
        return () -> new Load.Request(
                "/bare", Map.of("content-type", "application/json"), Webhooks.body(number.incrementAndGet()));
    }

    private static Supplier<Load.Request> signedRequests(byte[] secret) {
        var number = new AtomicLong();
        var run = Instant.now().toEpochMilli();
        return () -> {
            var n = number.incrementAndGet();
            return Webhooks.signed(secret, "msg_" + run + "_" + n, Instant.now(), Webhooks.body(n));
        };
    }
}
