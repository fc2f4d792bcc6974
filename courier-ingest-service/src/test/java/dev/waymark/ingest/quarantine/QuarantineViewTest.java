package dev.waymark.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.QuarantineEntry;
import dev.waymark.ingest.courier.RawWebhook;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuarantineViewTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final QuarantineView view = new QuarantineView();

    @Test
    void repeatedWebhookIsOneEntryWithItsLastReason() {
        add("cdek", "a", 0, "one");
        add("cdek", "a", 5, "another");

        assertThat(view.waiting(null)).singleElement().satisfies(entry -> {
            assertThat(entry.occurrences()).isEqualTo(2);
            assertThat(entry.reason()).isEqualTo("another");
            assertThat(entry.receivedAt()).isEqualTo(NOON.plusSeconds(5));
        });
        assertThat(view.offset("a")).isEqualTo(new QuarantineOffset(0, 5));
    }

    @Test
    void resolvedWebhookDoesNotWaitAndIsStillKnown() {
        add("cdek", "a", 0, "one");
        view.resolve("a", NOON.plusSeconds(9));

        assertThat(view.waiting(null)).isEmpty();
        assertThat(view.entry("a").orElseThrow().resolvedAt()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void resolvedWebhookThatComesAgainWaitsAgain() {
        add("cdek", "a", 0, "one");
        view.resolve("a", NOON);
        add("cdek", "a", 3, "one");

        assertThat(view.waiting(null)).hasSize(1);
    }

    @Test
    void markOfAnUnknownWebhookIsIgnored() {
        view.resolve("gone", NOON);

        assertThat(view.entry("gone")).isEmpty();
    }

    @Test
    void newestIsFirstAndEachCourierIsCounted() {
        add("cdek", "a", 0, "one");
        add("ups", "b", 1, "one");
        add("cdek", "c", 2, "one");

        assertThat(view.waiting("cdek")).extracting(QuarantineEntry::rawId).containsExactly("c", "a");
        assertThat(view.waitingByCourier()).isEqualTo(Map.of("cdek", 2, "ups", 1));
    }

    private void add(String courier, String rawId, int second, String reason) {
        view.add(
                new QuarantinedWebhook(
                        new RawWebhook(
                                new CourierCode(courier), rawId, NOON.plusSeconds(second), Map.of(), new byte[10]),
                        reason),
                new QuarantineOffset(0, second));
    }
}
