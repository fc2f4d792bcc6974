package dev.waymark.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.QuarantineEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the service relies on, of the topic as of the log that its unit tests use. */
public interface QuarantineLogContract {

    Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    QuarantineLog log();

    /** The id of a webhook with this body that is in quarantine from now on. */
    String store(CourierCode courier, String body);

    @Test
    default void storedWebhookWaitsAndIsReadByItsOffset() {
        var courier = courier();
        var rawId = store(courier, "first " + courier);

        var view = log().view().block();

        assertThat(view.waiting(courier.value()))
                .extracting(QuarantineEntry::rawId)
                .containsExactly(rawId);
        assertThat(log().read(List.of(view.offset(rawId))).block())
                .singleElement()
                .satisfies(webhook -> {
                    assertThat(webhook.raw().rawId()).isEqualTo(rawId);
                    assertThat(webhook.raw().body()).asString().isEqualTo("first " + courier);
                });
    }

    @Test
    default void resolvedWebhookWaitsNoMoreAndIsStillKnown() {
        var courier = courier();
        var rawId = store(courier, "first " + courier);
        var other = store(courier, "other " + courier);

        log().resolve(courier, rawId, NOON).block();

        var view = log().view().block();
        assertThat(view.entry(rawId).orElseThrow().resolvedAt()).isEqualTo(NOON);
        assertThat(view.waiting(courier.value()))
                .extracting(QuarantineEntry::rawId)
                .containsExactly(other);
    }

    @Test
    default void webhooksAreReadInTheOrderAskedFor() {
        var courier = courier();
        var first = store(courier, "first " + courier);
        var second = store(courier, "second " + courier);

        var view = log().view().block();
        var read = log().read(List.of(view.offset(second), view.offset(first)));

        assertThat(read.block()).extracting(webhook -> webhook.raw().rawId()).containsExactly(second, first);
    }

    /** Of this test's own: the log may hold what others left. */
    private static CourierCode courier() {
        return new CourierCode("acme-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
