package dev.waymark.local;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.EasyPostWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.couriers.WaymarkWebhooks;
import dev.waymark.local.couriers.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the public doors do not let in, and how they say so. */
class BadInputIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final LocalSystem system = SharedSystem.get();
    private final GatewayClient couriers = new GatewayClient(system.url());
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());

    @ParameterizedTest
    @ValueSource(strings = {"/local/mail/999999", "/local/mail/zz", "/local/mail/999999/html"})
    void mailThatIsNotThereIsSaidSo(String path) throws Exception {
        var browser = new Browser(system.url());

        var page = browser.page(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("content-type")).contains("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<h1");
        assertThat(browser.get(path).body()).contains("\"code\":\"not-found\"");
    }

    @Test
    void forgedWebhookIsRefused() throws Exception {
        var number = Samples.fedExNumber();
        var shipment = new EasyPostWebhooks(system.secrets().easyPostSecret(), number);
        var webhook = shipment.nextRealScan(Instant.now()).webhook(Instant.now());

        refused(couriers.send(webhook.forged()), 401);
        assertThat(shop.shipment(Samples.key("easypost", number)).statusCode()).isEqualTo(404);
    }

    @Test
    void unsignedWebhookIsRefused() throws Exception {
        var webhook = own().status("ACCEPTED", "Москва", "Принято", Instant.now());

        refused(
                couriers.send(new Webhook(webhook.path(), Map.of("content-type", "application/json"), webhook.body())),
                401);
    }

    @Test
    void staleWebhookIsRefused() throws Exception {
        refused(
                couriers.send(own().status(
                                "ACCEPTED", "Москва", "Принято", Instant.now().minus(Duration.ofMinutes(6)))),
                401);
    }

    @Test
    void replayedWebhookIsTakenAndChangesNothing() throws Exception {
        var shipment = own();
        var key = Samples.key("waymark", shipment.number());
        shop.place(Samples.order(Samples.Customer.fresh(), List.of(Channel.EMAIL), key));
        var webhook = shipment.status("ACCEPTED", "Москва", "Принято", Instant.now());

        assertThat(couriers.send(webhook).statusCode() / 100).isEqualTo(2);
        assertThat(couriers.send(webhook).statusCode() / 100).isEqualTo(2);
        assertThat(couriers.send(shipment.status("MOVING", "Москва", "В пути", Instant.now()))
                                .statusCode()
                        / 100)
                .isEqualTo(2);

        await().atMost(SOON).until(() -> timeline(key).size() == 2);
    }

    @Test
    void oversizedWebhookIsRefused() throws Exception {
        var body = "{\"trackingNumber\":\"X1\",\"text\":\"" + "a".repeat(2_000_000) + "\"}";

        refused(couriers.send(WaymarkWebhooks.signed(system.secrets().waymarkSecret(), body, Instant.now())), 413);
    }

    /** However it is sent, and however often: a refusal that gets lost on its way looks like a failure of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/api/couriers/dry-run", "/webhooks/waymark"})
    void oversizedBodyWithoutALengthIsRefused(String path) throws Exception {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (var i = 0; i < 20; i++) {
            var parts = Collections.nCopies(300, new byte[10_000]);
            var request = HttpRequest.newBuilder(system.url().resolve(path))
                    .header("content-type", "application/json")
                    .header("idempotency-key", "k" + i)
                    .header("x-api-key", system.secrets().shopApiKey())
                    .expectContinue(i % 2 == 0)
                    .POST(HttpRequest.BodyPublishers.ofByteArrays(parts))
                    .build();

            refused(client.send(request, HttpResponse.BodyHandlers.ofString()), 413);
        }
    }

    @Test
    void tooDeepWebhookIsRefused() throws Exception {
        var body = "{\"trackingNumber\":\"X1\",\"a\":" + "[".repeat(500) + "]".repeat(500) + "}";

        var answer = couriers.send(WaymarkWebhooks.signed(system.secrets().waymarkSecret(), body, Instant.now()));

        assertThat(answer.statusCode()).isBetween(200, 499).isNotEqualTo(404);
    }

    @Test
    void otherContentTypesAreRefused() throws Exception {
        var webhook = own().status("ACCEPTED", "Москва", "Принято", Instant.now());
        var headers = new HashMap<>(webhook.headers());
        headers.put("content-type", "text/xml");

        refused(couriers.send(new Webhook(webhook.path(), headers, webhook.body())), 415);
    }

    @Test
    void unknownCourierAndUnknownSecretPathAreNotThere() throws Exception {
        var shipment = new CdekWebhooks("0".repeat(48), Samples.cdekNumber());

        refused(couriers.send(shipment.status("DELIVERED", "Москва", Instant.now())), 401, 404);
        refused(couriers.send(new Webhook("/webhooks/nobody", Map.of("content-type", "application/json"), "{}")), 404);
    }

    @Test
    void authenticWebhooksThatNobodyCanReadAreTakenAndKept() throws Exception {
        var cdek = new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber());

        assertThat(couriers.send(cdek.unreadable(Instant.now())).statusCode()).isEqualTo(200);
        var notJson = WaymarkWebhooks.signed(system.secrets().waymarkSecret(), "not json", Instant.now());
        assertThat(couriers.send(notJson).statusCode()).isBetween(200, 499);
    }

    @Test
    void wrongEncodingIsNoServerError() throws Exception {
        var request = HttpRequest.newBuilder(system.url()
                        .resolve("/webhooks/cdek/" + system.secrets().cdekPath()))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray("{\"type\":\"ORDER_STATUS\"}".getBytes(UTF_16)))
                .build();

        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isBetween(200, 499);
    }

    @Test
    void invalidOrderIsRefusedWithAProblem() throws Exception {
        refused(post("/api/orders", "{\"orderNumber\":\"\"}", Map.of("idempotency-key", "k1")), 400, 422);
        refused(post("/api/orders", "{\"orderNumber\":\"N1\"}", Map.of()), 400);
    }

    @Test
    void withoutAKeyTheShopApiIsClosed() throws Exception {
        var stranger = new ShopApiClient(system.url(), "wmk_" + "x".repeat(32));

        refused(stranger.order("10042"), 401);
    }

    @Test
    void unknownOrderIsNotFound() throws Exception {
        refused(shop.order("NO-SUCH-ORDER"), 404);
        refused(new Browser(system.url()).get("/api/t/" + "A".repeat(22)), 404);
    }

    @Test
    void whatIsNotARouteIsForNobody() throws Exception {
        var browser = new Browser(system.url());

        for (var path :
                List.of("/internal/support/search", "/actuator/health", "/actuator/env", "/api/anything", "/nowhere")) {
            assertThat(browser.get(path).statusCode()).as(path).isBetween(400, 499);
        }
        assertThat(browser.get("/api/my/orders").statusCode()).isEqualTo(401);
        assertThat(browser.get("/api/support/orders/10042").statusCode()).isEqualTo(401);
    }

    @Test
    void servicesBehindTheGatewayDescribeTheirRoutesToNobody() throws Exception {
        var ports = List.of(Ports.Use.INGEST, Ports.Use.ORDERS, Ports.Use.NOTIFICATIONS);

        for (var port : ports) {
            var service =
                    new Browser(URI.create("http://127.0.0.1:" + system.ports().of(port)));
            for (var path : List.of("/v3/api-docs", "/v3/api-docs.yaml", "/api/openapi.json")) {
                assertThat(service.get(path).statusCode()).as(port + path).isBetween(400, 499);
            }
        }
    }

    private WaymarkWebhooks own() {
        return new WaymarkWebhooks(system.secrets().waymarkSecret(), "WM" + Samples.fedExNumber());
    }

    private tools.jackson.databind.JsonNode timeline(dev.waymark.contract.ShipmentKey key)
            throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(shop.shipment(key).body()).path("timeline");
    }

    private HttpResponse<String> post(String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(system.url().resolve(path))
                .header("authorization", "Bearer " + system.secrets().shopApiKey())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(UTF_8)));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void refused(HttpResponse<String> answer, Integer... statuses) {
        assertThat(answer.statusCode()).as(answer.body()).isIn((Object[]) statuses);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }
}
