package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long a webhook takes until it can be seen, with everything in one JVM as a newcomer starts it. Webhooks are sent
 * at a fixed rate whatever the system does; of every fiftieth we ask the order's JSON at the gateway until its scan is in
 * it. Times count from the moment at which the webhook was due, so that a stall is not left out, and only when three
 * windows in a row have cost the same, for until then the compiler at work is counted as ours.
 *
 * <p>Arguments: local's runnable jar, and optionally webhooks per second and the seconds to measure.
 */
public final class WayOfOneWebhook {

    private static final int PARCELS = 2000;
    private static final int SAMPLE_EVERY = 50;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int WINDOWS_AT_MOST = 12;
    private static final double STEADY_WITHIN = 0.05;
    private static final Duration ASK_AGAIN = Duration.ofMillis(4);
    private static final Duration GIVE_UP = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newFixedThreadPool(2))
            .build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final URI gateway;
    private final String apiKey;
    private final byte[] secret;
    private final Histogram answered = new ConcurrentHistogram(3);
    private final Histogram visible = new ConcurrentHistogram(3);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unseen = new LongAdder();

    private WayOfOneWebhook(URI gateway, String apiKey, byte[] secret) {
        this.gateway = gateway;
        this.apiKey = apiKey;
        this.secret = secret;
    }

    public static void main(String[] arguments) throws Exception {
        var jar = Path.of(arguments[0]);
        var rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        var time = Duration.ofSeconds(arguments.length > 2 ? Long.parseLong(arguments[2]) : 60);
        var data = Files.createTempDirectory("way-of-one-webhook");
        var port = 8480;
        var start = System.nanoTime();
        try (var system = JavaProcess.start(
                data.resolve("system.log"),
                List.of("@" + jvmOptions(jar), "-jar", jar.toString()),
                List.of("up", "--data", data.resolve("data").toString(), "--port-base", "" + port))) {
            var gateway = URI.create("http://127.0.0.1:" + port);
            awaitReady(gateway, system);
            System.out.printf("ready after %.1f s%n", (System.nanoTime() - start) / 1e9);
            var secrets = new Properties();
            try (var in = Files.newBufferedReader(data.resolve("data").resolve("secrets.properties"))) {
                secrets.load(in);
            }
            new WayOfOneWebhook(
                            gateway,
                            secrets.getProperty("shop-api-key"),
                            Base64.getDecoder()
                                    .decode(secrets.getProperty("courier.waymark")
                                            .substring("whsec_".length())))
                    .run(rate, time, system);
        }
        System.exit(0);
    }

    /** As {@code ./waymark} starts it. */
    private static Path jvmOptions(Path jar) {
        return jar.resolve("../../jvm.options").normalize();
    }

    private static void awaitReady(URI gateway, JavaProcess system) throws InterruptedException {
        system.listeningOn(gateway.getPort());
        var client = HttpClient.newHttpClient();
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            try {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (gateway.getPort() + 1000)
                                        + "/actuator/health/readiness"))
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IllegalStateException("the gateway was not ready within a minute");
    }

    private void run(int rate, Duration time, JavaProcess system) throws Exception {
        for (var parcel = 0; parcel < PARCELS; parcel++) {
            placeOrder(parcel);
        }
        warmUp(rate, system);
        answered.reset();
        visible.reset();
        accepted.reset();
        refused.reset();
        var before = ProcessCpu.of(system.pid());
        send(rate, time, 1_000_000);
        var used = ProcessCpu.of(system.pid()).minus(before);
        System.out.printf(
                "%d accepted, %d refused, %d sampled but not seen within %d s%n",
                accepted.sum(), refused.sum(), unseen.sum(), GIVE_UP.toSeconds());
        print("answered", answered);
        print("visible ", visible);
        System.out.printf(
                "whole system: %.0f us CPU per webhook, questions asked meanwhile included; %d MiB resident%n",
                used.toNanos() / 1e3 / accepted.sum(), residentMiB(system.pid()));
    }

    private void warmUp(int rate, JavaProcess system) throws InterruptedException {
        var costs = new ArrayList<Double>();
        while (costs.size() < WINDOWS_AT_MOST && !isSteady(costs)) {
            var before = ProcessCpu.of(system.pid());
            send(rate, WINDOW, rate * WINDOW.toSeconds() * costs.size());
            costs.add(ProcessCpu.of(system.pid()).minus(before).toNanos() / 1e3 / (rate * WINDOW.toSeconds()));
        }
        System.out.printf(
                "warm-up, us CPU per webhook in each %d s: %s%s%n",
                WINDOW.toSeconds(),
                costs.stream().map("%.0f"::formatted).collect(joining(" ")),
                isSteady(costs) ? "" : ", not steady yet");
    }

    private static boolean isSteady(List<Double> costs) {
        if (costs.size() < 3) {
            return false;
        }
        var last = costs.subList(costs.size() - 3, costs.size()).stream()
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return last.getMax() <= last.getMin() * (1 + STEADY_WITHIN);
    }

    private static void print(String what, Histogram histogram) {
        System.out.printf(
                "%s: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, max %.1f ms (%d samples)%n",
                what,
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(90) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getMaxValue() / 1e3,
                histogram.getTotalCount());
    }

    private void send(int rate, Duration time, long firstNumber) throws InterruptedException {
        var total = rate * time.toSeconds();
        var begin = System.nanoTime();
        for (var i = 0L; i < total; i++) {
            var due = begin + i * 1_000_000_000L / rate;
            var wait = due - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            sendOne(firstNumber + i, due);
        }
        TimeUnit.SECONDS.sleep(2);
    }

    private void sendOne(long number, long due) {
        var parcel = (int) (number % PARCELS);
        var facility = "hub-" + number;
        var now = Instant.now();
        var request = Webhooks.signed(
                secret,
                "msg_" + UUID.randomUUID(),
                now,
                Webhooks.body(trackingNumber(parcel), "ARRIVED", now, facility));
        var post = HttpRequest.newBuilder(gateway.resolve(request.path()))
                .POST(HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(post::header);
        // What comes of it is counted where it comes; nobody waits for it, for the next one is due at its time.
        var unused = http.sendAsync(post.build(), BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() / 100 != 2) {
                refused.increment();
                return;
            }
            accepted.increment();
            answered.recordValue(micros(due));
        });
        if (number % SAMPLE_EVERY == 0) {
            askUntilVisible(parcel, facility, due);
        }
    }

    private void askUntilVisible(int parcel, String facility, long due) {
        var unused = ask(parcel).whenComplete((body, failure) -> {
            if (failure == null && body.contains(facility + "\"")) {
                visible.recordValue(micros(due));
            } else if (micros(due) > GIVE_UP.toNanos() / 1000) {
                unseen.increment();
            } else {
                var again = clock.schedule(
                        () -> askUntilVisible(parcel, facility, due), ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                if (again.isCancelled()) {
                    unseen.increment();
                }
            }
        });
    }

    private CompletableFuture<String> ask(int parcel) {
        var get = HttpRequest.newBuilder(gateway.resolve("/api/orders/" + orderNumber(parcel)))
                .header("Authorization", "Bearer " + apiKey)
                .build();
        return http.sendAsync(get, BodyHandlers.ofString(UTF_8)).thenApply(answer -> answer.body());
    }

    private void placeOrder(int parcel) throws IOException, InterruptedException {
        var order = """
                {"orderNumber":"%s","placedAt":"%s","customer":{"name":"Ann Bench","email":"bench%d@example.com",\
                "language":"en","timeZone":"Europe/London","channels":[]},\
                "items":[{"name":"Kettle","quantity":1}],\
                "shipments":[{"courier":"waymark","trackingNumber":"%s"}]}""".formatted(orderNumber(parcel), Instant.now(), parcel, trackingNumber(parcel));
        var answer = http.send(
                HttpRequest.newBuilder(gateway.resolve("/api/orders"))
                        .header("Authorization", "Bearer " + apiKey)
                        .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(order))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("order refused: %d %s".formatted(answer.statusCode(), answer.body()));
        }
    }

    private static String orderNumber(int parcel) {
        return "BENCH-" + parcel;
    }

    private static String trackingNumber(int parcel) {
        return "BENCHPARCEL" + parcel;
    }

    private static long micros(long since) {
        return (System.nanoTime() - since) / 1000;
    }

    private static long residentMiB(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
