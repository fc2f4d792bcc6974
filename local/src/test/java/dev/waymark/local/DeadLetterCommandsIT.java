package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What an operator does with a record that the running system could not process. */
class DeadLetterCommandsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final LocalSystem system = SharedSystem.get();
    private final String brokers = "localhost:" + system.ports().of(Ports.Use.KAFKA);

    @Test
    void deadLetterIsListedShownMaskedAndRedrivenOnce() throws Exception {
        var secret = "anna-" + UUID.randomUUID();
        var before = ids("list");
        publish(secret, "{\"orderNumber\": \"77\", \"name\": \"%s\"}".formatted(secret));
        var id = newId("list", before);

        assertThat(run("show", id))
                .contains("/placedAt missing", "of shop.orders-", "\"orderNumber\" : \"99\"", "\"name\" : \"xxxx-")
                .doesNotContain(secret);

        before = ids("list");
        assertThat(run("redrive", id)).contains("written to its topic");
        assertThat(run("redrive", id)).contains("nothing was done");
        assertThat(newId("list", before)).isNotEqualTo(id);
        assertThat(ids("list")).doesNotContain(id);
        assertThat(ids("list", "--all")).contains(id);
    }

    /** The one that was not there before. */
    private String newId(String list, Set<String> before) {
        return await().atMost(SOON)
                .until(
                        () -> ids(list).stream()
                                .filter(id -> !before.contains(id))
                                .toList(),
                        found -> found.size() == 1)
                .getFirst();
    }

    private Set<String> ids(String... list) {
        return run(list)
                .lines()
                .filter(line -> line.contains("@"))
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toSet());
    }

    private void publish(String key, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.SHOP_ORDERS, key, value)).get();
        }
    }

    private String run(String... arguments) {
        var out = new StringWriter();
        var command = Waymark.commandLine().setOut(new PrintWriter(out, true));
        command.execute(Stream.of(Stream.of("dead-letters"), Stream.of(arguments), Stream.of("--brokers", brokers))
                .flatMap(parts -> parts)
                .toArray(String[]::new));
        return out.toString();
    }
}
