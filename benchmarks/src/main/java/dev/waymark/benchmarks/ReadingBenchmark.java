package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.signature.Authentication;
import dev.waymark.ingest.courier.signature.CourierSecrets;
import dev.waymark.ingest.courier.signature.KeySets;
import dev.waymark.ingest.courier.signature.StandardWebhooks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to verify one signed webhook and to read it through its mapping, by the number of events in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH fills the fields in @Setup, before anything reads them
public class ReadingBenchmark {

    private static final Instant NOW = Instant.parse("2027-05-12T09:00:00Z");
    private static final byte[] SECRET = "benchmark-secret-of-32-bytes-ok!".getBytes(UTF_8);

    @Param({"1", "10", "100"})
    int events;

    private Courier courier;
    private ReceivedWebhook webhook;

    /** One webhook, signed once. */
    @Setup
    public void sign() throws IOException {
        var mapping = bundled("waymark");
        var secret = "whsec_" + Base64.getEncoder().encodeToString(SECRET);
        courier = new Courier(
                mapping.courier(),
                new StandardWebhooks()
                        .with(
                                new CourierSecrets(List.of(secret), List.of(), List.of(), null),
                                new Authentication.Means(
                                        Clock.fixed(NOW, ZoneOffset.UTC),
                                        Duration.ofMinutes(5),
                                        (keySet, keyId) -> new KeySets.Lookup(null, true))),
                mapping,
                mapping.terms());
        var request = Webhooks.signed(SECRET, "msg_1", NOW, history(events));
        webhook = new ReceivedWebhook(null, request.headers(), request.body().getBytes(UTF_8), NOW, null);
    }

    @Benchmark
    public Reading verifyAndRead() {
        return courier.verify(webhook).match(authentic -> read(authentic.payload()), refused -> {
            throw new IllegalStateException("refused: " + refused);
        });
    }

    private Reading read(VerifiedPayload payload) {
        return courier.read(payload);
    }

    private static CourierMapping bundled(String name) throws IOException {
        var file = "/couriers/" + name + ".yaml";
        try (var in = Objects.requireNonNull(CourierMapping.class.getResourceAsStream(file), file)) {
            return CourierMapping.parse(file, in.readAllBytes());
        }
    }

    private static String history(int events) {
        return IntStream.range(0, events)
                .mapToObj(i -> """
                        {"status":"ARRIVED","occurredAt":"%s","code":"AR-%d",\
                        "place":{"city":"Kazan","country":"RU","facility":"hub-%d"},"text":"Arrived at the hub"}""".formatted(NOW.minusSeconds(i), i, i))
                .collect(Collectors.joining(",", "{\"trackingNumber\":\"BENCH1\",\"events\":[", "]}"));
    }
}
