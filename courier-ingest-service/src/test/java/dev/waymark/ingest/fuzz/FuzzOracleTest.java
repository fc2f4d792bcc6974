package dev.waymark.ingest.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.PayloadMapper;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The judge of the fuzzing sees each of the faults that it is there for. */
class FuzzOracleTest {

    private static final CourierCode COURIER = new CourierCode("easypost");

    @Test
    void exceptionIsFound() {
        assertThatThrownBy(() -> read(payload -> {
                    throw new IllegalStateException("planted");
                }))
                .hasMessage("planted");
    }

    @Test
    void failedMappingIsFound() {
        assertThatThrownBy(() -> read(payload -> new MappingResult.Unmappable("the mapping failed with A")))
                .hasMessageContaining("the mapping failed");
    }

    @Test
    void resultThatDependsOnMoreThanTheBodyIsFound() {
        var times = new AtomicInteger();

        assertThatThrownBy(() -> read(payload -> new MappingResult.Unmappable("" + times.incrementAndGet())))
                .hasMessageContaining("mapped twice");
    }

    @Test
    void changedBodyIsFound() {
        assertThatThrownBy(() -> read(payload -> {
                    payload.body()[0] = 'x';
                    return new MappingResult.Unmappable("so");
                }))
                .hasMessageContaining("changed the body");
    }

    @Test
    void tooLargeEventIsFound() {
        var event = tracked().events().get(0);
        var huge = new TrackingEvent(
                event.id(),
                event.courier(),
                event.trackingNumber(),
                event.checkpoints(),
                event.eta(),
                event.proofOfDelivery(),
                event.reportedAt(),
                event.receivedAt(),
                "x".repeat(5_000_000),
                event.rawId());

        assertThatThrownBy(() -> read(payload -> new MappingResult.Mapped(List.of(huge), List.of())))
                .hasMessageContaining("an event of");
    }

    @Test
    void stallIsFound() {
        assertThatThrownBy(() -> read(payload -> {
                    var spins = 0L;
                    for (var until = cpuTime() + 100_000_000L; cpuTime() < until; ) {
                        spins++;
                    }
                    return new MappingResult.Unmappable(spins > 0 ? "so" : "never");
                }))
                .hasMessageContaining(" ms and ");
    }

    @Test
    void wasteIsFound() {
        assertThatThrownBy(() -> read(payload -> {
                    var waste = new ArrayList<byte[]>();
                    for (var i = 0; i < 64; i++) {
                        waste.add(new byte[32 << 10]);
                    }
                    return new MappingResult.Unmappable(waste.isEmpty() ? "never" : "so");
                }))
                .hasMessageContaining("KiB");
    }

    @Test
    void acceptedForgeryIsFound() {
        var anybody = new WebhookVerifier() {
            @Override
            public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
                return Optional.empty();
            }

            @Override
            public Set<String> signatureHeaders() {
                return Set.of();
            }
        };
        var courier = new Courier(COURIER, anybody, payload -> tracked(), CourierProtocol.DEFAULT);

        assertThatThrownBy(
                        () -> SignatureFuzz.check(courier, SerializedWebhook.parse("easypost\n\n{}".getBytes(UTF_8))))
                .hasMessageContaining("accepted");
    }

    @Test
    void capturedPayloadPasses() {
        var body = Webhooks.captured("easypost", "tracker_updated_event");

        assertThat(MappingOracle.check(COURIER, Webhooks.mapping("easypost"), Map.of(), body))
                .isInstanceOf(MappingResult.Mapped.class);
    }

    private static MappingResult read(PayloadMapper reader) {
        return MappingOracle.check(COURIER, reader, Map.of(), "{}".getBytes(UTF_8));
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static MappingResult.Mapped tracked() {
        return (MappingResult.Mapped) Webhooks.mapping("easypost")
                .map(Webhooks.verified("easypost", Webhooks.captured("easypost", "tracker_updated_event")));
    }
}
