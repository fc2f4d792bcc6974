package dev.waymark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

/** A courier speaks every five minutes, and then no more. */
@ExtendWith(OutputCaptureExtension.class)
class SilentCourierIT {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COURIER = "easypost";
    private static final byte[] BODY = Webhooks.captured(COURIER, "tracker_updated_event");
    private static final Pattern METRIC = Pattern.compile("waymark_[a-z_]+");

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T09:00:00Z"));
    private final List<IngestApp> apps = new ArrayList<>();
    private EmbeddedKafka broker;

    @BeforeEach
    void start() {
        broker = EmbeddedKafka.start(data, 0);
    }

    @AfterEach
    void stop() {
        apps.forEach(IngestApp::close);
        broker.close();
    }

    @Test
    void silenceIsRaisedInHealthAndMetricsAndClearedByOneSignedWebhook(CapturedOutput output) {
        var app = started();
        speaksForThreeHours(app);
        var last = clock.instant();

        clock.advance(Duration.ofMinutes(45));
        awaitMissed(app, 9);
        assertThat(gauge(app, "silent")).isZero();
        assertThat(health(app)).contains("\"silent\":{}");

        clock.advance(Duration.ofMinutes(6));
        awaitMissed(app, 10.2);
        assertThat(gauge(app, "silent")).isOne();
        assertThat(gauge(app, "silence")).isEqualTo(51 * 60);
        assertThat(health(app))
                .contains("\"status\":\"UP\"")
                .contains("\"silent\":{\"easypost\":{")
                .contains("\"since\":\"" + last + "\"")
                .contains("\"usualGap\":\"PT5M\"");

        post(app, "not the secret", 401);
        assertThat(gauge(app, "silent")).isOne();
        await().atMost(PATIENCE).until(() -> output.getOut().contains("Courier is silent"));

        post(app, IngestApp.EASYPOST_SECRET, 202);
        assertThat(gauge(app, "silent")).isZero();
        assertThat(health(app)).contains("\"silent\":{}");
        await().atMost(PATIENCE).until(() -> output.getOut().contains("Courier is no longer silent"));
        assertThat(output.getOut())
                .containsOnlyOnce("Courier is silent")
                .containsOnlyOnce("Courier is no longer silent");
    }

    @Test
    void otherInstancesKnowThePulseWhetherTheyRunNowOrLater() {
        var first = started();
        var second = started();
        speaksForThreeHours(first);

        clock.advance(Duration.ofMinutes(51));
        awaitMissed(first, 10.2);
        awaitMissed(second, 10.2);
        assertThat(gauge(second, "silent")).isOne();

        first.close();
        var later = started();
        awaitMissed(later, 10.2);
        assertThat(gauge(later, "silent")).isOne();

        post(later, IngestApp.EASYPOST_SECRET, 202);
        assertThat(gauge(later, "silent")).isZero();
        awaitEqual(() -> gauge(second, "silent"), 0);
    }

    @Test
    void ourOwnTimeOffIsNobodysSilence() {
        var before = started();
        speaksForThreeHours(before);
        before.close();

        clock.advance(Duration.ofHours(6));
        var after = started();

        awaitMissed(after, 0.2);
        assertThat(gauge(after, "silence")).isEqualTo(6 * 3600);
        assertThat(gauge(after, "silent")).isZero();
    }

    @Test
    void nobodyIsCalledSilentWhileInstancesCannotHearOneAnother() {
        var app = started();
        speaksForThreeHours(app);

        broker.close();
        clock.advance(Duration.ofHours(3));

        assertThat(gauge(app, "silent")).isNaN();
        assertThat(health(app)).contains("\"inTouch\":false").contains("\"status\":\"UP\"");
    }

    @Test
    void alertsNameMetricsThatThereAre() throws IOException {
        var app = started();
        speaksForThreeHours(app);
        var scraped = app.management()
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        var named = METRIC.matcher(Files.readString(Path.of("../docs/alerts.yaml")))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(named).isNotEmpty().allSatisfy(metric -> assertThat(scraped).contains("\n" + metric + "{"));
    }

    private IngestApp started() {
        var app = IngestApp.start(
                broker.bootstrapServers(),
                clock,
                "--waymark.ingest.pulse.every=50ms",
                "--waymark.ingest.pulse.learning=1h",
                // A broker that has just started on a busy machine may need longer than a courier would wait.
                "--spring.kafka.producer.properties.request.timeout.ms=6000",
                "--spring.kafka.producer.properties.delivery.timeout.ms=8000");
        apps.add(app);
        return app;
    }

    private void speaksForThreeHours(IngestApp app) {
        // We listen from the first word on.
        await().atMost(PATIENCE).until(() -> health(app).contains("\"inTouch\":true"));
        for (var i = 0; i <= 36; i++) {
            if (i > 0) {
                clock.advance(STEP);
            }
            post(app, IngestApp.EASYPOST_SECRET, 202);
        }
        awaitMissed(app, 0);
    }

    private static void post(IngestApp app, String secret, int status) {
        app.http()
                .post()
                .uri("/webhooks/easypost")
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Hmac-Signature", Webhooks.easypostSignature(secret, BODY))
                .bodyValue(BODY)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private static void awaitMissed(IngestApp app, double expected) {
        awaitEqual(() -> gauge(app, "missed"), expected);
    }

    private static void awaitEqual(Callable<Double> value, double expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(value.call()).isCloseTo(expected, within(1e-9)));
    }

    private static double gauge(IngestApp app, String name) {
        return app.meters().courier("waymark.couriers." + name, COURIER);
    }

    private static String health(IngestApp app) {
        return app.management()
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
