package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.junit.RunningService;
import dev.waymark.embedded.junit.TopicReader;
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
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The service as it runs, at free ports. */
final class IngestApp implements RunningService {

    static final String EASYPOST_SECRET = "wmk-test-secret";
    static final String EASYPOST_PREVIOUS_SECRET = "wmk-test-secret-before";
    static final String WAYMARK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String CDEK_PATH = "q7Zt0cWnXh3Lr9VbKy2MdP5s";
    static final String SECRET = "wmk-test-secret";
    static final String PATH = "Vb4kT8sQz2Xw6Yh0Nc3Lr7Jd";
    static final String UPS_CREDENTIAL = "our-own-words-to-ups";
    static final String FEDEX_TOKEN = "token-of-fedex";
    static final String INPOST_KEY = "this is example of the HMAC key";

    private static final String SERVICE_KEY =
            Base64.getEncoder().encodeToString("a key of the gateway's, 32 bytes long".getBytes(UTF_8));

    static final ServiceKeys KEYS =
            new ServiceKeys(Map.of("gateway", SERVICE_KEY, "notification-service", SERVICE_KEY));

    private static final ServiceTokens GATEWAY = ServiceTokens.of("gateway", KEYS, Clock.systemUTC());

    private static final List<String> THREE_COURIERS = List.of(
            "--waymark.ingest.couriers.easypost.secrets=" + EASYPOST_SECRET + "," + EASYPOST_PREVIOUS_SECRET,
            "--waymark.ingest.couriers.waymark.secrets=" + WAYMARK_SECRET,
            "--waymark.ingest.couriers.cdek.path=" + CDEK_PATH);

    private static final List<String> MORE_COURIERS = List.of(
            "--waymark.ingest.couriers.shippo.path=" + PATH,
            "--waymark.ingest.couriers.dhl.secrets=" + SECRET,
            "--waymark.ingest.couriers.17track.secrets=" + SECRET,
            "--waymark.ingest.couriers.aftership.secrets=" + SECRET,
            "--waymark.ingest.couriers.ups.secrets=" + UPS_CREDENTIAL,
            "--waymark.ingest.couriers.usps.secrets=0123456789abcdef0123456789abcdef",
            "--waymark.ingest.couriers.fedex.secrets=" + FEDEX_TOKEN,
            "--waymark.ingest.couriers.ozon.path=" + PATH,
            "--waymark.ingest.couriers.ozon.addresses=192.0.2.0/24",
            "--waymark.ingest.couriers.epcis.path=" + PATH,
            "--waymark.ingest.couriers.epcis.authentication=path",
            "--waymark.ingest.couriers.cloudevents.secrets=" + WAYMARK_SECRET,
            "--waymark.ingest.couriers.inpost.secrets=" + INPOST_KEY,
            "--waymark.ingest.couriers.inpost.authentication=timestamped",
            // A broker that has just started on a busy machine may need longer than a courier would wait.
            "--spring.kafka.producer.properties.request.timeout.ms=20000",
            "--spring.kafka.producer.properties.delivery.timeout.ms=25000");

    private final String bootstrapServers;
    private final SettableClock clock;
    private final ConfigurableApplicationContext context;
    private @Nullable TopicReader topics;
    private double receivedBefore;
    private double completedBefore;

    /** With all couriers connected that need no server of their own. */
    IngestApp(String... settings) {
        this(TestInfrastructure.bootstrapServers(), new SettableClock(), MORE_COURIERS, settings);
    }

    private IngestApp(String bootstrapServers, SettableClock clock, List<String> couriers, String... settings) {
        this.bootstrapServers = bootstrapServers;
        this.clock = clock;
        ApplicationContextInitializer<GenericApplicationContext> ours = starting ->
                starting.registerBean("settableClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
        var all = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--spring.kafka.consumer.fetch-max-wait=20ms",
                "--waymark.topics.partitions=2",
                // Tests send the same captured webhooks.
                "--waymark.ingest.webhook.remembered=0",
                "--waymark.services.keys.gateway=" + SERVICE_KEY,
                "--waymark.services.keys.notification-service=" + SERVICE_KEY));
        all.addAll(THREE_COURIERS);
        all.addAll(couriers);
        for (var setting : settings) {
            // Given twice, the two values would be one list.
            all.removeIf(preset -> preset.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
            all.add(setting);
        }
        this.context = CourierIngestApplication.application().initializers(ours).run(all.toArray(String[]::new));
    }

    /** With three couriers connected. */
    static IngestApp start(String bootstrapServers, String... settings) {
        return start(bootstrapServers, new SettableClock(), settings);
    }

    /** With {@code clock} for its time. */
    static IngestApp start(String bootstrapServers, SettableClock clock, String... settings) {
        return new IngestApp(bootstrapServers, clock, List.of(), settings);
    }

    @Override
    public void beforeTest() {
        topics().skipExistingRecords();
        receivedBefore = meters().received();
        completedBefore = meters().completed();
    }

    /** Whatever came was rejected, quarantined, told nothing new or was appended. */
    @Override
    public void afterTest() {
        assertThat(meters().received() - receivedBefore).isEqualTo(meters().completed() - completedBefore);
    }

    synchronized TopicReader topics() {
        if (topics == null) {
            topics = new Broker(bootstrapServers)
                    .fromNow(Topics.COURIER_WEBHOOKS, Topics.COURIER_WEBHOOKS_QUARANTINE, Topics.TRACKING_EVENTS);
        }
        return topics;
    }

    SettableClock clock() {
        return clock;
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

    ApplicationContext context() {
        return context;
    }

    <T> T part(Class<T> port) {
        return context.getBean(port);
    }

    Meters meters() {
        return new Meters(context.getBean(MeterRegistry.class));
    }

    @Override
    public void close() {
        if (topics != null) {
            topics.close();
        }
        context.close();
    }

    int port(String property) {
        return context.getEnvironment().getRequiredProperty(property, Integer.class);
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
