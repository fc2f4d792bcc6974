package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An alert on a metric that nobody has never fires. */
class AlertsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern METRIC = Pattern.compile("(waymark|resilience4j)_[a-z_]+");

    private final LocalSystem system = SharedSystem.get();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void alertsNameMetricsOfTheRunningServices() throws Exception {
        var expressions = Files.readString(Path.of("../docs/alerts.yaml"))
                .lines()
                .filter(line -> line.strip().startsWith("expr: "));
        var named = expressions
                .flatMap(line -> METRIC.matcher(line).results())
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(named).hasSizeGreaterThan(1);
        await().atMost(SOON).untilAsserted(() -> {
            var scraped = scraped();
            assertThat(named).allSatisfy(metric -> assertThat(scraped).contains("\n" + metric + "{"));
        });
    }

    private String scraped() throws IOException, InterruptedException {
        var all = new StringBuilder();
        for (var use : EnumSet.of(
                Ports.Use.GATEWAY_MANAGEMENT,
                Ports.Use.INGEST_MANAGEMENT,
                Ports.Use.ORDERS_MANAGEMENT,
                Ports.Use.NOTIFICATIONS_MANAGEMENT)) {
            var address = URI.create("http://localhost:%d/actuator/prometheus"
                    .formatted(system.ports().of(use)));
            all.append(http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
        return all.toString();
    }
}
