package dev.waymark.local.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EasyPostWebhooksTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void signsAsTheOfficialVectorDoes() throws IOException {
        var body = realBody();

        var signature = EasyPostWebhooks.signature("s\u00e9cret", body);

        assertThat(signature)
                .isEqualTo("hmac-sha256-hex=38f3f53c103713df81616a0a186d77141957323ec21d5fe9363db93840f527db");
    }

    @Test
    void eachWebhookHasTheHistorySoFarWithTheTimesItHadBefore() {
        var shipment = new EasyPostWebhooks("secret", "794600010042");

        var first = shipment.nextRealScan(NOW).webhook(NOW);
        var second = shipment.nextRealScan(NOW.plusSeconds(60)).webhook(NOW.plusSeconds(60));

        assertThat(times(first)).containsExactly(NOW.toString());
        assertThat(times(second))
                .containsExactly(NOW.toString(), NOW.plusSeconds(60).toString());
        assertThat(first.forged().body()).isNotEqualTo(first.body());
    }

    @Test
    void theRealHistoryKeepsItsSpacing() {
        var shipment = new EasyPostWebhooks("secret", "794600010042");

        var times = times(shipment.realHistory(NOW).webhook(NOW));

        assertThat(times).hasSize(7).first().isEqualTo(NOW.minusSeconds(186_600).toString());
        assertThat(times).last().isEqualTo(NOW.toString());
    }

    private static java.util.List<String> times(Webhook webhook) {
        var scans = Payloads.JSON.readTree(webhook.body()).at("/result/tracking_details");
        return scans.valueStream().map(scan -> scan.get("datetime").asString()).toList();
    }

    private static String realBody() throws IOException {
        try (var stream =
                EasyPostWebhooksTest.class.getResourceAsStream("/local/payloads/easypost-tracker-updated.json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
