package dev.waymark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

/** A courier is active every five minutes, and then no more. */
@ExtendWith(OutputCaptureExtension.class)
class InactiveCourierIT {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String COURIER = "easypost";
    private static final byte[] BODY = Webhooks.captured(COURIER, "tracker_updated_event");

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
    void inactivityShowsInHealthAndMetricsUntilTheNextSignedWebhook(CapturedOutput output) {
        var app = started();
        activeForThreeHours(app);
        var last = clock.instant();

        clock.advance(Duration.ofMinutes(45));
        awaitMissed(app, 9);
        assertThat(gauge(app, "inactive")).isZero();
        assertThat(health(app)).contains("\"inactive\":{}");

        clock.advance(Duration.ofMinutes(6));
        awaitMissed(app, 10.2);
        assertThat(gauge(app, "inactive")).isOne();
        assertThat(gauge(app, "inactivity")).isEqualTo(51 * 60);
        assertThat(health(app))
                .contains("\"status\":\"UP\"")
                .contains("\"inactive\":{\"easypost\":{")
                .contains("\"since\":\"" + last + "\"")
                .contains("\"usualGap\":\"PT5M\"");

        post(app, "not the secret", 401);
        assertThat(gauge(app, "inactive")).isOne();
        await().atMost(TIMEOUT).until(() -> output.getOut().contains("Courier is inactive"));

        post(app, IngestApp.EASYPOST_SECRET, 202);
        assertThat(gauge(app, "inactive")).isZero();
        assertThat(health(app)).contains("\"inactive\":{}");
        await().atMost(TIMEOUT).until(() -> output.getOut().contains("Courier is active again"));
        assertThat(output.getOut()).containsOnlyOnce("Courier is inactive").containsOnlyOnce("Courier is active again");
    }

    @Test
    void otherInstancesKnowTheActivityWhetherTheyRunNowOrLater() {
        var first = started();
        var second = started();
        activeForThreeHours(first);

        clock.advance(Duration.ofMinutes(51));
        awaitMissed(first, 10.2);
        awaitMissed(second, 10.2);
        assertThat(gauge(second, "inactive")).isOne();

        first.close();
        var later = started();
        awaitMissed(later, 10.2);
        assertThat(gauge(later, "inactive")).isOne();

        post(later, IngestApp.EASYPOST_SECRET, 202);
        assertThat(gauge(later, "inactive")).isZero();
        awaitEqual(() -> gauge(second, "inactive"), 0);
    }

    @Test
    void ourOwnDowntimeIsNoInactivity() {
        var before = started();
        activeForThreeHours(before);
        before.close();

        clock.advance(Duration.ofHours(6));
        var after = started();

        awaitMissed(after, 0.2);
        assertThat(gauge(after, "inactivity")).isEqualTo(6 * 3600);
        assertThat(gauge(after, "inactive")).isZero();
    }

    @Test
    void nobodyIsInactiveWhileInstancesAreOutOfSync() {
        var app = started();
        activeForThreeHours(app);

        broker.close();
        clock.advance(Duration.ofHours(3));

        assertThat(gauge(app, "inactive")).isNaN();
        assertThat(health(app)).contains("\"inSync\":false").contains("\"status\":\"UP\"");
    }

    private IngestApp started() {
        var app = IngestApp.start(
                broker.bootstrapServers(),
                clock,
                "--waymark.ingest.activity.poll-every=50ms",
                "--waymark.ingest.activity.learning-period=1h",
                // A broker that has just started on a busy machine may need longer than a courier would wait.
                "--spring.kafka.producer.properties.request.timeout.ms=6000",
                "--spring.kafka.producer.properties.delivery.timeout.ms=8000");
        apps.add(app);
        return app;
    }

    private void activeForThreeHours(IngestApp app) {
        // Listening from the first webhook on.
        await().atMost(TIMEOUT).until(() -> health(app).contains("\"inSync\":true"));
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
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(value.call()).isCloseTo(expected, within(1e-9)));
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
