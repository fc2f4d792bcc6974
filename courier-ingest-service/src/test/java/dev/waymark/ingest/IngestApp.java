package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service as it runs, at free ports, with the three couriers connected. */
final class IngestApp implements AutoCloseable {

    static final String EASYPOST_SECRET = "wmk-test-secret";
    static final String EASYPOST_PREVIOUS_SECRET = "wmk-test-secret-before";
    static final String WAYMARK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String CDEK_PATH = "q7Zt0cWnXh3Lr9VbKy2MdP5s";

    private static final String SERVICE_KEY =
            Base64.getEncoder().encodeToString("a key of the gateway's, 32 bytes long".getBytes(UTF_8));

    private static final ServiceTokens GATEWAY =
            ServiceTokens.of("gateway", new ServiceKeys(Map.of("gateway", SERVICE_KEY)), Clock.systemUTC());

    private final ConfigurableApplicationContext context;

    private IngestApp(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static IngestApp start(String bootstrapServers, String... more) {
        return start(CourierIngestApplication.application(), bootstrapServers, more);
    }

    /** With {@code clock} for its time. */
    static IngestApp start(String bootstrapServers, Clock clock, String... more) {
        ApplicationContextInitializer<GenericApplicationContext> ours = context ->
                context.registerBean("settableClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
        return start(CourierIngestApplication.application().initializers(ours), bootstrapServers, more);
    }

    private static IngestApp start(SpringApplicationBuilder application, String bootstrapServers, String... more) {
        var all = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--waymark.topics.partitions=2",
                "--waymark.services.keys.gateway=" + SERVICE_KEY,
                "--waymark.ingest.couriers.easypost.secrets=" + EASYPOST_SECRET + "," + EASYPOST_PREVIOUS_SECRET,
                "--waymark.ingest.couriers.waymark.secrets=" + WAYMARK_SECRET,
                "--waymark.ingest.couriers.cdek.path=" + CDEK_PATH));
        all.addAll(List.of(more));
        return new IngestApp(application.run(all.toArray(String[]::new)));
    }

    String address() {
        return "http://localhost:" + port("local.server.port");
    }

    WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl(address())
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
                .build();
    }

    /** As the gateway calls, for one purpose. */
    WebTestClient http(String purpose) {
        return http().mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + GATEWAY.token("courier-ingest-service", purpose))
                .build();
    }

    WebTestClient management() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port("local.management.port"))
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    Meters meters() {
        return new Meters(context.getBean(MeterRegistry.class));
    }

    @Override
    public void close() {
        context.close();
    }

    private String port(String property) {
        return context.getEnvironment().getRequiredProperty(property);
    }

    /** Meters by name. */
    record Meters(MeterRegistry registry) {

        /** Not a number where nothing is known, or no such gauge is there yet. */
        double courier(String name, String courier) {
            var gauge = registry.find(name).tag("courier", courier).gauge();
            return gauge == null ? Double.NaN : gauge.value();
        }

        double received() {
            return sum("waymark.webhooks.received");
        }

        double completed() {
            return sum("waymark.webhooks.completed");
        }

        double unmapped(String courier, String code) {
            return registry.get("waymark.webhooks.unmapped")
                    .tags("courier", courier, "code", code)
                    .counter()
                    .count();
        }

        double shadow(String courier, String result) {
            var counter = registry.find("waymark.couriers.shadow")
                    .tags("courier", courier, "result", result)
                    .counter();
            return counter == null ? 0 : counter.count();
        }

        double replayed(String courier, String outcome) {
            return registry.get("waymark.quarantine.replayed")
                    .tags("courier", courier, "outcome", outcome)
                    .counter()
                    .count();
        }

        private double sum(String name) {
            return registry.find(name).counters().stream()
                    .mapToDouble(Counter::count)
                    .sum();
        }
    }
}
