package dev.waymark.local;

import dev.waymark.contract.Channel;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShopOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** The public API, as a shop uses it. */
final class ShopApiClient {

    private final URI gateway;
    private final String apiKey;
    private final JsonMapper json = JsonMapper.shared();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    ShopApiClient(URI gateway, String apiKey) {
        this.gateway = gateway;
        this.apiKey = apiKey;
    }

    HttpResponse<String> place(ShopOrder order) throws IOException, InterruptedException {
        return post("/api/orders", order);
    }

    /** As {@code written} has the order's JSON. */
    HttpResponse<String> place(ShopOrder order, UnaryOperator<String> written)
            throws IOException, InterruptedException {
        return postJson("/api/orders", written.apply(json.writeValueAsString(order)));
    }

    HttpResponse<String> attach(String orderNumber, List<ShipmentKey> shipments)
            throws IOException, InterruptedException {
        var named = shipments.stream()
                .map(key -> Map.of(
                        "courier",
                        key.courier().value(),
                        "trackingNumber",
                        key.trackingNumber().value()))
                .toList();
        return post("/api/orders/" + orderNumber + "/shipments", Map.of("shipments", named));
    }

    HttpResponse<String> attach(String orderNumber, String shipments) throws IOException, InterruptedException {
        return postJson("/api/orders/" + orderNumber + "/shipments", "{\"shipments\": [%s]}".formatted(shipments));
    }

    HttpResponse<String> detach(String orderNumber, ShipmentKey shipment) throws IOException, InterruptedException {
        return send(request(path(orderNumber, shipment))
                .header("idempotency-key", UUID.randomUUID().toString())
                .DELETE());
    }

    HttpResponse<String> replace(String orderNumber, ShipmentKey replaced, ShipmentKey replacement)
            throws IOException, InterruptedException {
        return post(path(orderNumber, replaced) + "/replacement", replacement);
    }

    private static String path(String orderNumber, ShipmentKey shipment) {
        return "/api/orders/%s/shipments/%s/%s".formatted(orderNumber, shipment.courier(), shipment.trackingNumber());
    }

    HttpResponse<String> amend(String orderNumber, String patch) throws IOException, InterruptedException {
        return send(request("/api/orders/" + orderNumber)
                .header("content-type", "application/merge-patch+json")
                .header("idempotency-key", UUID.randomUUID().toString())
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch)));
    }

    HttpResponse<String> cancel(String orderNumber, String body) throws IOException, InterruptedException {
        return postJson("/api/orders/" + orderNumber + "/cancellation", body);
    }

    HttpResponse<String> reach(String orderNumber, String state) throws IOException, InterruptedException {
        return post("/api/orders/" + orderNumber + "/states", Map.of("state", state));
    }

    HttpResponse<String> revokeLinks(String orderNumber) throws IOException, InterruptedException {
        return post("/api/orders/" + orderNumber + "/links/revocation", Map.of());
    }

    HttpResponse<String> order(String orderNumber) throws IOException, InterruptedException {
        return get("/api/orders/" + orderNumber);
    }

    HttpResponse<String> couriers() throws IOException, InterruptedException {
        return get("/api/couriers");
    }

    HttpResponse<String> messages(String orderNumber) throws IOException, InterruptedException {
        return get("/api/orders/" + orderNumber + "/messages");
    }

    HttpResponse<String> liftAddress(String orderNumber, Channel channel) throws IOException, InterruptedException {
        return post("/api/orders/" + orderNumber + "/undeliverable/lift", Map.of("channel", channel));
    }

    HttpResponse<String> shipment(ShipmentKey key) throws IOException, InterruptedException {
        return get("/api/shipments/" + key.courier() + "/" + key.trackingNumber());
    }

    private HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return postJson(path, json.writeValueAsString(body));
    }

    private HttpResponse<String> postJson(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("content-type", "application/json")
                .header("idempotency-key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(15))
                .header("authorization", "Bearer " + apiKey);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
