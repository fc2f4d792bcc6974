package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.ApiDocument;
import dev.waymark.contract.ApiDocument.Answer;
import dev.waymark.contract.ApiDocument.Operation;
import dev.waymark.contract.Topics;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.couriers.WaymarkWebhooks;
import dev.waymark.local.demo.DemoScript;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document of the API and the running system, held together both ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocumentIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ApiDocument DOCUMENT = ApiDocument.current();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    /**
     * What no example can be sent to: they need a code, a signature or a format that only their sender has, have no end, or
     * end the session of this test.
     */
    private static final Set<String> NOT_BY_EXAMPLE = Set.of(
            "enterCode",
            "signOut",
            "endMySession",
            "endMySessions",
            "endSessions",
            "followAsGuest",
            "followMyOrder",
            "shadow",
            "webhookBySecretPath",
            "webhookByGet",
            "webhookByGetAndSecretPath",
            "webhookHandshake",
            "webhookHandshakeBySecretPath",
            "courierToken");

    /** How a body is refused that is not as its schema wants it. Other refusals are about what it means. */
    private static final Set<String> BODY_REFUSED =
            Set.of("bad-request", "body-unreadable", "payload-too-large", "unsupported-media-type", "validation");

    /** What is wrong with a body for this order, or for this number, and may be right for another. */
    private static final Set<String> ABOUT_THE_ORDER = Set.of("no-such-line", "courier-ambiguous");

    private final LocalSystem system = SharedSystem.get();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> sessions = new HashMap<>();

    /** The orders of the examples, and what is read by an address that only an answer tells. */
    @BeforeAll
    void orderOfTheExamples() throws Exception {
        var place = operation("placeOrder");
        for (var example : DOCUMENT.examples(place).values()) {
            assertThat(send(place, example, UUID.randomUUID().toString()).statusCode())
                    .isEqualTo(201);
        }
        await().atMost(SOON).until(() -> send(operation("shopOrder"), null, "").statusCode() == 200);
        var find = operation("findOrder");
        var found = send(find, DOCUMENT.examples(find).get("order"), "").body();
        variables.put("token", JSON.readTree(found).path("page").asString().replace("/t/", ""));
        var couriers = new GatewayClient(system.url());
        couriers.send(new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber()).unreadable(Instant.now()));
        sessions.put("My orders", signedIn("anna@example.com"));
        sessions.put("Sessions", String.valueOf(sessions.get("My orders")));
        sessions.put("Support", signedIn(DemoScript.ADMINISTRATOR));
        var quarantine = operation("quarantine");
        await().atMost(SOON)
                .until(() -> JSON.readTree(send(quarantine, null, "").body())
                                .path("entries")
                                .size()
                        > 0);
        variables.put("letter", deadLetter());
        variables.put(
                "id",
                JSON.readTree(send(quarantine, null, "").body())
                        .at("/entries/0/rawId")
                        .asString());
    }

    private String deadLetter() throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "localhost:" + system.ports().of(Ports.Use.KAFKA)),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.SHOP_ORDERS, "77", "{\"orderNumber\": \"77\"}"))
                    .get();
        }
        return await().atMost(SOON)
                .until(
                        () -> JSON.readTree(
                                        send(operation("deadLetters"), null, "").body())
                                .at("/entries/0/id")
                                .asString(""),
                        id -> !id.isEmpty());
    }

    private String signedIn(String contact) throws Exception {
        var mailbox = new Mailbox(system.mail().imapPort(), contact);
        var before = mailbox.mails().size();
        var attempt = JSON.readTree(
                        send(operation("requestCode"), JSON.createObjectNode().put("contact", contact), "")
                                .body())
                .path("attempt")
                .asString();
        await().atMost(SOON).until(() -> codes(mailbox, before).findFirst().isPresent());
        var code = codes(mailbox, before).findFirst().orElseThrow();
        var entry = JSON.createObjectNode().put("attempt", attempt).put("code", code);
        return JSON.readTree(send(operation("enterCode"), entry, "").body())
                .path("token")
                .asString();
    }

    private static Stream<String> codes(Mailbox mailbox, int before) {
        return mailbox.mails().stream()
                .skip(before)
                .flatMap(mail -> CODE.matcher(mail.text()).results())
                .map(found -> found.group(1));
    }

    static Stream<Operation> operations() {
        return DOCUMENT.operations().stream().filter(operation -> !NOT_BY_EXAMPLE.contains(id(operation)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void examplesAreTaken(Operation operation) throws Exception {
        var examples =
                new ArrayList<@Nullable JsonNode>(DOCUMENT.examples(operation).values());
        if (examples.isEmpty()) {
            examples.add(null);
        }

        for (var example : examples) {
            if (example != null) {
                assertThat(DOCUMENT.violations(schema(operation), example)).isEmpty();
            }
            var answer = send(operation, example, UUID.randomUUID().toString());

            // The order of the example is there already: with another key it is another order of that number.
            assertThat(answer.statusCode())
                    .as(answer.body())
                    .satisfiesAnyOf(
                            status -> assertThat(status / 100).isEqualTo(2),
                            status -> assertThat(answer.body()).contains("order-exists"));
        }
    }

    @Test
    void smallestOrderOfTheReadmeIsAsTheDocumentWantsItAndIsTaken() throws Exception {
        var readme = Files.readString(Path.of("..", "README.md"));
        var example =
                Pattern.compile("/api/orders .*? -d '(.*?)'\n", Pattern.DOTALL).matcher(readme);
        assertThat(example.find()).isTrue();
        var order = JSON.readTree(example.group(1));

        assertThat(DOCUMENT.violations(DOCUMENT.schema("ShopOrder"), order)).isEmpty();
        assertThat(send(operation("placeOrder"), order, "of-the-readme").statusCode())
                .isEqualTo(201);
    }

    static Stream<Operation> strictlyRead() {
        return operations()
                .filter(operation -> !DOCUMENT.examples(operation).isEmpty()
                        && !id(operation).equals("webhook"));
    }

    /** Each limit of a schema, reached and passed: the server draws the line where the document says, or says what it left out. */
    @ParameterizedTest
    @MethodSource("strictlyRead")
    void limitsOfTheDocumentAreThoseOfTheServer(Operation operation) throws Exception {
        var examples = List.copyOf(DOCUMENT.examples(operation).values());
        var wrong = new ArrayList<String>();

        for (var variant : new SchemaVariants(DOCUMENT).of(schema(operation), examples.getLast())) {
            if (variant.body() instanceof ObjectNode order
                    && id(operation).equals("placeOrder")
                    && variant.isFreeNumber()) {
                order.put("orderNumber", "V-" + UUID.randomUUID().toString().substring(0, 8));
                withShipmentOfItsOwn(order, examples.getLast());
            }
            var allowed = DOCUMENT.violations(schema(operation), variant.body()).isEmpty();
            var answer = send(operation, variant.body(), UUID.randomUUID().toString());
            var leftOut = !allowed
                    && answer.statusCode() == 201
                    && (answer.body().contains("\"warnings\":[") || variant.isBlank());
            if (!leftOut && allowed == isBodyRefused(answer)) {
                wrong.add("%s: %s by the document, but %d %s"
                        .formatted(
                                variant.what(), allowed ? "allowed" : "refused", answer.statusCode(), answer.body()));
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** One shipment belongs to so many orders only. */
    private static void withShipmentOfItsOwn(ObjectNode order, JsonNode example) {
        if (order.at("/shipments/0") instanceof ObjectNode shipment
                && shipment.path("trackingNumber").equals(example.at("/shipments/0/trackingNumber"))) {
            shipment.put("trackingNumber", Samples.cdekNumber());
        }
    }

    /** Couriers have no examples: each signs in its own way. */
    @ParameterizedTest
    @CsvSource({
        "POST, /webhooks/ups/token, grant_type=password, 400",
        "POST, /webhooks/ups%3B/token, grant_type=password, 400",
        "POST, /webhooks/ups/token, grant_type=client_credentials, 401",
        "POST, /webhooks/easypost, {}, 401",
        "GET, /webhooks/nobody, '', 404",
        "OPTIONS, /webhooks/nobody, '', 404",
        "OPTIONS, /webhooks/easypost, '', 200"
    })
    void couriersAreAnsweredAsDescribed(String method, String address, String body, int status) throws Exception {
        var type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
        var request = HttpRequest.newBuilder(system.url().resolve(address))
                .timeout(SOON)
                .header("content-type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();

        var answer = answer(DOCUMENT.operation(method, address).orElseThrow(), request);

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static boolean isBodyRefused(HttpResponse<String> answer) {
        if (!BODY_REFUSED.contains(code(answer))) {
            return false;
        }
        var errors = JSON.readTree(answer.body()).path("errors").findValuesAsString("code");
        return errors.isEmpty() || !ABOUT_THE_ORDER.containsAll(errors);
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() < 400
                ? ""
                : JSON.readTree(answer.body()).path("code").asString();
    }

    private static JsonNode schema(Operation operation) {
        return operation
                .node()
                .at("/requestBody/content")
                .path(DOCUMENT.contentType(operation))
                .path("schema");
    }

    private static Operation operation(String id) {
        return DOCUMENT.operations().stream()
                .filter(operation -> id(operation).equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String id(Operation operation) {
        return operation.node().path("operationId").asString();
    }

    /** Sends what the document says, and holds the answer against it. */
    private HttpResponse<String> send(Operation operation, @Nullable JsonNode body, String idempotencyKey)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(system.url().resolve(address(operation)))
                .timeout(SOON)
                .method(
                        operation.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        headers(operation, body, idempotencyKey).forEach(request::header);
        return answer(operation, request.build());
    }

    private HttpResponse<String> answer(Operation operation, HttpRequest request)
            throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(DOCUMENT.violations(
                        operation,
                        new Answer(answer.statusCode(), name -> answer.headers().firstValue(name), answer.body())))
                .isEmpty();
        return answer;
    }

    private Map<String, String> headers(Operation operation, @Nullable JsonNode body, String idempotencyKey) {
        var headers = new HashMap<String, String>();
        if (body != null) {
            headers.put("content-type", DOCUMENT.contentType(operation));
        }
        if (id(operation).equals("webhook")) {
            headers.putAll(WaymarkWebhooks.signed(system.secrets().waymarkSecret(), String.valueOf(body), Instant.now())
                    .headers());
        }
        if (operation.node().path("security").findValue("shopKey") != null) {
            headers.put("authorization", "Bearer " + system.secrets().shopApiKey());
        }
        if (operation.node().path("security").findValue("sessionToken") != null) {
            headers.put("authorization", "Bearer " + sessions.get(tag(operation)));
        }
        if (!idempotencyKey.isEmpty()) {
            headers.put("idempotency-key", idempotencyKey);
        }
        return headers;
    }

    private static String tag(Operation operation) {
        return operation.node().at("/tags/0").asString();
    }

    private String address(Operation operation) {
        var examples = new HashMap<String, String>();
        var query = new ArrayList<String>();
        operation
                .node()
                .path("parameters")
                .valueStream()
                .map(DOCUMENT::resolved)
                .forEach(parameter -> {
                    var name = parameter.path("name").asString();
                    var value = variables.getOrDefault(
                            name, parameter.path("example").asString(""));
                    examples.put(name, value);
                    if (parameter.path("in").asString().equals("query")
                            && parameter.path("required").asBoolean()) {
                        query.add(name + "=" + encoded(value));
                    }
                });
        if (id(operation).equals("webhook")) {
            examples.put("courier", "waymark");
        }
        if (operation.path().contains("/dead-letters/")) {
            examples.put("id", variables.getOrDefault("letter", ""));
        }
        if (operation.path().endsWith("/links/revocation")) {
            // The link of the other order of the examples is followed.
            examples.put("number", "10041");
        }
        return VARIABLE.matcher(operation.path())
                        .replaceAll(variable -> encoded(examples.getOrDefault(variable.group(1), "")))
                + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
