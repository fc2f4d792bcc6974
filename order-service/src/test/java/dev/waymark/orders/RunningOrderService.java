package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.junit.TopicReader;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.embedded.mongo.audit.MongoCommandAudit;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service over a real broker and a real wire; one of it for all tests. */
@SpringBootTest(
        classes = OrderServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=order-service",
            "management.server.port=0",
            "waymark.topics.partitions=2",
            "waymark.orders.vault.master-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "waymark.orders.vault.index-key=ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
            "waymark.orders.links.key=QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8=",
            "waymark.services.keys.gateway=YGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn8=",
            "waymark.services.keys.notification-service=gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp8=",
            "waymark.orders.recognition.couriers=ups,dhl,cdek,s10",
            "waymark.orders.recognition.reported-by.ups=easypost",
            "spring.cloud.stream.kafka.binder.health-timeout=2",
            "waymark.orders.outbox-relay.every=500ms",
            "waymark.orders.outbox-relay.age=2s"
        })
@WithStore
@Import(RunningOrderService.Audited.class)
abstract class RunningOrderService {

    private static final String DATABASE = TestInfrastructure.database("orders");
    static final ServiceKeys KEYS = new ServiceKeys(Map.of(
            "gateway", "YGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn8=",
            "notification-service", "gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp8="));

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    JsonMapper json;

    @Autowired
    KafkaTemplate<byte[], byte[]> kafka;

    @Autowired
    SettableClock clock;

    WebTestClient http;

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry properties) {
        properties.add("spring.kafka.bootstrap-servers", () -> TestInfrastructure.bootstrapServers());
        properties.add("spring.mongodb.uri", () -> TestInfrastructure.mongoUri());
        properties.add("waymark.orders.database", () -> DATABASE);
    }

    @AfterEach
    void comeBack() {
        clock.comeBack();
    }

    @BeforeEach
    void connect() {
        http = WebTestClient.bindToServer()
                .baseUrl(address())
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    String address() {
        return "http://localhost:" + port;
    }

    WebTestClient management() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    int managementPort() {
        return managementPort;
    }

    static String number() {
        return "T-" + UUID.randomUUID().toString().substring(0, 12);
    }

    static String parcel() {
        // Of no length that any courier's form has: it is kept as it is.
        return "RB"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 12).toUpperCase(Locale.ROOT);
    }

    WebTestClient.RequestHeadersSpec<?> get(String purpose, String path, Object... variables) {
        return http.get().uri(path, variables).headers(headers -> headers.setBearerAuth(token(purpose)));
    }

    WebTestClient.RequestBodySpec post(String purpose, String path, Object... variables) {
        return http.post()
                .uri(path, variables)
                .headers(headers -> headers.setBearerAuth(token(purpose)))
                .header("Content-Type", "application/json");
    }

    /** Of a caller that has {@code purpose}. */
    static String token(String purpose) {
        var caller = Security.ROUTES.stream()
                .filter(route -> route.purpose().equals(purpose))
                .flatMap(route -> route.callers().stream())
                .findFirst()
                .orElse("gateway");
        return ServiceTokens.of(caller, KEYS, Clock.systemUTC()).token(Security.CALLEE, purpose);
    }

    /** A customer's order as a shop sends it; {@code more} goes in front of its fields. */
    static String order(String number, String more) {
        return """
                {%s "orderNumber": "%s", "placedAt": "2026-11-20T12:00:00+03:00",
                 "customer": {"name": "Анна Петрова", "email": "Anna.%s@Example.com", "phone": "8 (916) 123-45-42",
                   "customerId": "c-%s", "language": "ru", "timeZone": "Asia/Yekaterinburg", "channels": ["EMAIL"]},
                 "items": [{"sku": "KTL-1", "name": "Чайник", "quantity": 1}, {"name": "Чашка", "quantity": 2}],
                 "promise": {"from": "2026-11-24", "until": "2026-11-26"},
                 "destination": {"kind": "PICKUP_POINT", "country": "RU", "city": "Пермь", "address": "ул. Ленина, 5"}}""".formatted(more, number, number, number);
    }

    static String withParcel(String number, String parcel) {
        return order(number, "\"shipments\": [{\"courier\": \"cdek\", \"trackingNumber\": \"%s\"}],".formatted(parcel));
    }

    void place(String number, String body) {
        post("orders:write", "/api/orders")
                .header("Idempotency-Key", number)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated();
    }

    /** Places it and waits until it can be read. */
    void placed(String number, String body) {
        place(number, body);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("orders:read", "/api/orders/{number}", number)
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    void tell(TrackingEvent event) {
        send(Topics.TRACKING_EVENTS, event.envelope().key(), json.writeValueAsBytes(event));
    }

    void send(String topic, String key, byte[] value) {
        kafka.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).join();
    }

    List<OrderUpdate> updates(TopicReader topic, String orderId) {
        return topic.records(orderId).stream()
                .map(record -> json.readValue(record.value(), OrderUpdate.class))
                .toList();
    }

    JsonNode resolve(String contact) {
        return body(post("people:resolve", "/internal/people/resolve")
                .bodyValue("{\"contact\": \"%s\"}".formatted(contact)));
    }

    JsonNode body(WebTestClient.RequestHeadersSpec<?> request) {
        return json.readTree(request.exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
    }

    JsonNode problem(WebTestClient.RequestHeadersSpec<?> request, int status, String code) {
        var problem = json.readTree(request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + code);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        return problem;
    }

    @TestConfiguration
    static class Audited {
        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock();
        }

        @Bean
        MongoClientSettingsBuilderCustomizer audited() {
            return settings -> settings.addCommandListener(MongoCommandAudit.shared());
        }
    }
}
