package dev.waymark.benchmarks;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.VerificationResult;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.signature.CourierCredentials;
import dev.waymark.ingest.courier.signature.PublicKeySets;
import dev.waymark.ingest.courier.signature.VerificationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

/**
 * What verifying and reading one of EasyPost's webhooks costs, by its mapping file and by hand. Sampled, for the median: a
 * busy machine takes the processor away from few of the readings, but from every average.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH fills the fields in @Setup, before anything reads them
public class MappingBenchmark {

    /** One is the usual body of 2 KB. */
    @Param({"1", "10", "100", "500"})
    int events;

    @Param({"by-mapping", "by-hand"})
    String reader;

    private Courier courier;
    private ReceivedWebhook webhook;
    private VerifiedPayload verified;

    /** One webhook, signed once. */
    @Setup
    public void sign() {
        courier = reader.equals("by-hand") ? HandWrittenEasyPostAdapter.courier(EasyPostHistory.SECRET) : byMapping();
        webhook = EasyPostHistory.webhook(events);
        verified = verified();
    }

    @Benchmark
    public MappingResult verifyAndRead() {
        return courier.mapper().map(verified());
    }

    @Benchmark
    public MappingResult read() {
        return courier.mapper().map(verified);
    }

    static Courier byMapping() {
        var file = "/couriers/easypost.yaml";
        try (var in = Objects.requireNonNull(CourierMapping.class.getResourceAsStream(file), file)) {
            var mapping = CourierMapping.parse(file, in.readAllBytes());
            var signature =
                    Objects.requireNonNull(mapping.authenticationMethods().get("signature"));
            return new Courier(
                    mapping.courier(),
                    signature.verifier(
                            new CourierCredentials(
                                    List.of(EasyPostHistory.SECRET), List.of(), List.of(), null, null, null),
                            new VerificationContext(
                                    Clock.systemUTC(),
                                    Duration.ofMinutes(5),
                                    (keySet, keyId) -> new PublicKeySets.Lookup(null, true))),
                    mapping,
                    mapping.protocol());
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private VerifiedPayload verified() {
        return switch (courier.verify(webhook)) {
            case VerificationResult.Verified(var payload) -> payload;
            case VerificationResult.Rejected(var reason) -> throw new IllegalStateException("rejected: " + reason);
        };
    }
}
