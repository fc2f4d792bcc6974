package dev.waymark.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.ingest.Webhooks;
import org.junit.jupiter.api.Test;

class KeptWebhooksTest {

    private final KeptWebhooks kept = new KeptWebhooks(100);

    @Test
    void sameBodyOfTheSameCourierIsKnown() {
        var mapping = Webhooks.mapping("cdek");

        kept.add(Webhooks.verified("cdek", "{}"), mapping);

        assertThat(kept.contains(Webhooks.verified("cdek", "{}"), mapping)).isTrue();
        assertThat(kept.contains(Webhooks.verified("cdek", "{ }"), mapping)).isFalse();
        assertThat(kept.contains(Webhooks.verified("dhl", "{}"), mapping)).isFalse();
    }

    @Test
    void mendedMappingReadsItAnew() {
        kept.add(Webhooks.verified("cdek", "{}"), Webhooks.mapping("cdek"));

        assertThat(kept.contains(Webhooks.verified("cdek", "{}"), Webhooks.mapping("dhl")))
                .isFalse();
    }

    @Test
    void memoryIsBounded() {
        var mapping = Webhooks.mapping("cdek");
        for (var i = 0; i < 10_000; i++) {
            kept.add(Webhooks.verified("cdek", "{\"i\":" + i + "}"), mapping);
        }

        var known = 0;
        for (var i = 0; i < 10_000; i++) {
            known += kept.contains(Webhooks.verified("cdek", "{\"i\":" + i + "}"), mapping) ? 1 : 0;
        }
        assertThat(known).isLessThan(10_000);
    }
}
