package dev.waymark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.VerificationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter written by hand does all that the mapping does: else measuring one against the other would say nothing. */
class HandWrittenEasyPostAdapterTest {

    private static final Path CAPTURED = Path.of("../courier-ingest-service/src/test/resources/couriers/easypost");

    private final Courier byHand = HandWrittenEasyPostAdapter.courier(EasyPostHistory.SECRET);
    private final Courier byMapping = MappingBenchmark.byMapping();

    @ParameterizedTest
    @MethodSource("captured")
    void readsWhatWasCapturedAsTheMappingDoes(Path payload) throws IOException {
        var body = Files.readAllBytes(payload);

        assertThat(rehearsed(byHand, body)).isEqualTo(rehearsed(byMapping, body));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 500})
    void readsWhatIsMeasuredAsTheMappingDoes(int scans) {
        var webhook = EasyPostHistory.webhook(scans);

        assertThat(read(byHand, webhook))
                .isInstanceOf(MappingResult.Mapped.class)
                .isEqualTo(read(byMapping, webhook));
        assertThat(((MappingResult.Mapped) read(byHand, webhook))
                        .events()
                        .get(0)
                        .checkpoints())
                .hasSize(scans);
    }

    @Test
    void bodyOfOneEventHasTwoKilobytes() {
        assertThat(EasyPostHistory.webhook(1).body()).hasSizeBetween(1_950, 2_150);
    }

    @Test
    void refusesWhatTheMappingRefuses() {
        var webhook = EasyPostHistory.webhook(1);
        var signature = webhook.headers().get("x-hmac-signature");
        var other = signature.substring(0, signature.length() - 1) + (signature.endsWith("0") ? "1" : "0");
        var headers = Map.of("x-hmac-signature", other);
        var forged = new ReceivedWebhook(null, headers, webhook.body(), webhook.receivedAt(), null);
        var unsigned = new ReceivedWebhook(null, Map.of(), webhook.body(), webhook.receivedAt(), null);

        for (var courier : new Courier[] {byHand, byMapping}) {
            assertThat(courier.verify(forged))
                    .isEqualTo(new VerificationResult.Rejected(RejectionReason.SIGNATURE_INVALID));
            assertThat(courier.verify(unsigned))
                    .isEqualTo(new VerificationResult.Rejected(RejectionReason.SIGNATURE_MISSING));
        }
    }

    private static MappingResult read(Courier courier, ReceivedWebhook webhook) {
        return switch (courier.verify(webhook)) {
            case VerificationResult.Verified(var payload) -> courier.mapper().map(payload);
            case VerificationResult.Rejected rejected -> throw new AssertionError(rejected);
        };
    }

    private static MappingResult rehearsed(Courier courier, byte[] body) {
        return Courier.dryRun(
                new CourierCode("easypost"), courier.mapper(), Map.of(), body, Instant.parse("2026-11-23T09:00:00Z"));
    }

    private static Stream<Path> captured() throws IOException {
        try (var files = Files.list(CAPTURED)) {
            return files.filter(file -> !file.toString().endsWith(".expected.json")).sorted().toList().stream();
        }
    }
}
