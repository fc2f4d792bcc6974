package dev.waymark.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.RawWebhook;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuarantineBookTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final QuarantineBook book = new QuarantineBook();

    @Test
    void whatIsToldTwiceIsOneEntryWithItsLastReason() {
        kept("cdek", "a", 0, "one");
        kept("cdek", "a", 5, "another");

        assertThat(book.waiting(null)).singleElement().satisfies(entry -> {
            assertThat(entry.told()).isEqualTo(2);
            assertThat(entry.reason()).isEqualTo("another");
            assertThat(entry.receivedAt()).isEqualTo(NOON.plusSeconds(5));
            assertThat(entry.position()).isEqualTo(new Position(0, 5));
        });
    }

    @Test
    void settledOneDoesNotWaitAndIsStillKnown() {
        kept("cdek", "a", 0, "one");
        book.settled("a", NOON.plusSeconds(9));

        assertThat(book.waiting(null)).isEmpty();
        assertThat(book.entry("a").orElseThrow().settledAt()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void whatComesAgainAfterItWasSettledWaitsAgain() {
        kept("cdek", "a", 0, "one");
        book.settled("a", NOON);
        kept("cdek", "a", 3, "one");

        assertThat(book.waiting(null)).hasSize(1);
    }

    @Test
    void markOfSomethingOlderThanWasReadIsNothing() {
        book.settled("gone", NOON);

        assertThat(book.entry("gone")).isEmpty();
    }

    @Test
    void newestIsFirstAndEachCourierHasItsOwn() {
        kept("cdek", "a", 0, "one");
        kept("ups", "b", 1, "one");
        kept("cdek", "c", 2, "one");

        assertThat(book.waiting("cdek")).extracting(Entry::rawId).containsExactly("c", "a");
        assertThat(book.waitingByCourier()).isEqualTo(Map.of("cdek", 2, "ups", 1));
    }

    private void kept(String courier, String rawId, int second, String reason) {
        book.kept(
                new QuarantinedWebhook(
                        new RawWebhook(
                                new CourierCode(courier), rawId, NOON.plusSeconds(second), Map.of(), new byte[10]),
                        reason),
                new Position(0, second));
    }
}
