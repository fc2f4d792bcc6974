package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Topics;
import dev.waymark.local.demo.DemoScript;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Through all the services: what one of them could not process, on an administrator's desk; the command finds what became of it. */
class DeadLetterDeskIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final LocalSystem system = SharedSystem.get();
    private final Browser browser = new Browser(system.url());

    @Test
    void deadLetterIsFoundShownMaskedAndRedrivenOnceAtTheDesk() throws Exception {
        var secret = "anna-" + UUID.randomUUID();
        browser.signIn(system, DemoScript.ADMINISTRATOR);

        var padding = " ".repeat(200 + ThreadLocalRandom.current().nextInt(700));
        var value = "{\"orderNumber\": \"77\", \"name\": \"%s\"%s}".formatted(secret, padding);
        // Others are there, too; of this length is only this one.
        var own = ".hits li:contains(" + value.length() + " bytes)";
        publish(secret, value);
        var href = await().atMost(SOON)
                .until(
                        () -> page("/support/dead-letters?topic=shop.orders")
                                .select(own + " a")
                                .attr("href"),
                        found -> !found.isEmpty());

        var record = page(href);
        assertThat(record.select("pre").text())
                .contains("\"orderNumber\" : \"99\"", "\"name\" : \"xxxx-")
                .doesNotContain(secret);
        assertThat(record.text()).contains("/placedAt missing", Topics.INTAKE_GROUP);

        assertThat(answer(browser.submit(href, href, Map.of()).body())).contains("Written to its topic once more");
        assertThat(page(href).select("form[action=" + href + "]")).isEmpty();
        await().atMost(SOON)
                .until(() -> page("/support/dead-letters?topic=shop.orders")
                        .select(own)
                        .text()
                        .contains("there 2 times"));
        assertThat(command("list")).doesNotContain(id(href));
        assertThat(command("redrive", id(href))).contains("nothing was done");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                page("/support/audit").select(".hits li").text())
                        .contains("Opened a dead letter", "Redrove dead letters"));
    }

    private static String id(String href) {
        return href.substring(href.lastIndexOf('/') + 1);
    }

    private static String answer(String html) {
        return Jsoup.parse(html).select(".answer[role=status]").text();
    }

    private Document page(String path) throws Exception {
        var page = browser.page(path + (path.contains("?") ? "&" : "?") + "lang=en");
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.body());
    }

    private String command(String... arguments) {
        var out = new StringWriter();
        var all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--brokers", "localhost:" + system.ports().of(Ports.Use.KAFKA)));
        Waymark.commandLine().setOut(new PrintWriter(out, true)).execute(all.toArray(String[]::new));
        return out.toString();
    }

    private void publish(String key, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "localhost:" + system.ports().of(Ports.Use.KAFKA)),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.SHOP_ORDERS, key, value)).get();
        }
    }
}
