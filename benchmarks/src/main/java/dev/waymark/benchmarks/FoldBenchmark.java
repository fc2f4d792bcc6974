package dev.waymark.benchmarks;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.EventId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.orders.domain.Shipment;
import java.time.Instant;
import java.util.List;
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

/** The cost of one more scan to a shipment that has {@code history} of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH fills the fields in @Setup, before anything reads them
public class FoldBenchmark {

    private static final Instant START = Instant.parse("2027-05-12T09:00:00Z");
    private static final ShipmentKey SHIPMENT = new ShipmentKey(new CourierCode("bench"), new TrackingNumber("1"));

    @Param({"1", "20", "150"})
    int history;

    private Shipment shipment;
    private TrackingEvent next;

    /** The shipment and its next scan. */
    @Setup
    public void scan() {
        shipment = Shipment.empty(SHIPMENT);
        for (var i = 0; i < history; i++) {
            shipment = shipment.apply(scan(i)).shipment();
        }
        next = scan(history);
    }

    @Benchmark
    public Shipment.Folded oneMoreScan() {
        return shipment.apply(next);
    }

    private static TrackingEvent scan(int n) {
        var at = START.plusSeconds(60L * n);
        var checkpoint = new Checkpoint(
                CheckpointId.of(SHIPMENT, List.of("scan", "" + n)),
                new Fact.Status(SubStatus.ARRIVED),
                Direction.FORWARD,
                new CheckpointTime(at, at.toString(), ZoneQuality.EXPLICIT),
                null,
                null,
                new RawStatusText("AR", null, null));
        return new TrackingEvent(
                EventId.of("scan", "" + n),
                SHIPMENT.courier(),
                SHIPMENT.trackingNumber(),
                List.of(checkpoint),
                null,
                null,
                null,
                at,
                "bench/1",
                "raw");
    }
}
